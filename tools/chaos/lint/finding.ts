/** What a lint found at one place, over all traces. */
export interface Finding {
  readonly lint: string;
  readonly service: string;
  /** The request or message that it belongs to, such as `POST /orders`. */
  readonly within: string;
  readonly spans: readonly string[];
  /** What the example shows. */
  readonly what: string;
  readonly why: string;
  /** Number of traces that show it, of those with such a request. */
  readonly traces: number;
  readonly of: number;
  /** Number of those in which a rule acted, which may be the cause. */
  readonly withFaults: number;
  /** The newest of them. */
  readonly example: string;
  /** Why it is meant to be so. */
  readonly accepted?: string;
}
