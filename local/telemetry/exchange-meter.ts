/** One answer of a service's API. */
export interface MeteredExchange {
  /** Without the prefix of the gateway. */
  readonly path: string;
  /** The header `user-agent`, by which calls between services differ from those of clients. */
  readonly userAgent: string;
  readonly status: number;
  readonly tookMs: number;
  /** The answer's `x-chaos-hit`. */
  readonly faultHits: string | undefined;
}

/** Counts the answers of a service's API. */
export interface ExchangeMeter {
  add(exchange: MeteredExchange): void;
}
