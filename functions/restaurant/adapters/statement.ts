/** One statement for PostgreSQL. */
export interface Statement {
  /** Prepared under this name, once per connection. */
  readonly name: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  /** What it works on, for telemetry. */
  readonly table?: string;
  /** The function in the database that it calls, for telemetry. */
  readonly procedure?: string;
  /** No work of the request under way, and so no part of its trace. */
  readonly untraced?: true;
}
