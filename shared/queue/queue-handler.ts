/** One function that a queue drives, as data. Imports no handler, as a {@link Route} does not. */
export interface QueueHandler {
  /** The stack's name for the queue, such as `recovery`. */
  readonly queue: string;
  /** Messages a call gets at most. */
  readonly batchSize: number;
  /** A call names the messages that failed, and only those come back. */
  readonly reportBatchItemFailures: boolean;
  readonly timeoutSeconds: number;
  /** As a route's. @default [] */
  readonly stores?: readonly string[];
}
