/** One function that a queue drives, as data. Imports no handler, as a {@link Route} does not. */
export interface QueueHandler {
  /** The stack's name for the queue, such as `recovery`. */
  readonly queue: string;
  /** Greatest number of messages in a call. */
  readonly batchSize: number;
  /** Longest wait for a call to be full, in whole seconds. @default 0 */
  readonly batchWindowSeconds?: number;
  /** Whether an answer lists the messages that failed, so that only those are redelivered. */
  readonly reportBatchItemFailures: boolean;
  readonly timeoutSeconds: number;
  /** Stores and rights, as in a route. @default [] */
  readonly stores?: readonly string[];
}
