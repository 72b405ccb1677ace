/** One statement for PostgreSQL. */
export interface Statement {
  /** Name of the prepared statement, which each connection prepares once. */
  readonly name: string;
  readonly text: string;
  readonly values?: readonly unknown[];
  /** The table, for telemetry. */
  readonly table?: string;
  /** The function in the database that it calls, for telemetry. */
  readonly procedure?: string;
  /** Keeps the statement out of the trace of the request under way. */
  readonly untraced?: true;
}
