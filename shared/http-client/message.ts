export interface HttpRequest {
  readonly method: string;
  /** Path and query, as they are sent. */
  readonly path: string;
  /** `host` and what says where the request ends are set by the client; they are ignored here. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /**
   * Whether the client may send it a second time where a kept connection turned out to be closed and nothing of an answer
   * had come. The server may have got the first one. @default false
   */
  readonly isRepeatable?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** By name in lower case; values of a repeated name are joined by `, `. Each access takes the head apart. */
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export interface CallLimits {
  /** From the call to the last byte of its answer, waiting for a connection included. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}
