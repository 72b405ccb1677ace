/** The call took longer than it may. Name and code are those that the AWS SDK repeats a call for. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ETIMEDOUT';
}

/** The call was aborted by its signal; named and coded as by Node's own client. */
export class AbortError extends Error {
  override readonly name = 'AbortError';
  readonly code = 'ABORT_ERR';
}

/** The server closed the connection before the answer was complete; coded as by Node's own client. */
class ConnectionLostError extends Error {
  readonly code = 'ECONNRESET';
}

/** The error of a call whose connection ended, in the words of Node's own client. */
export const hangUp = (): ConnectionLostError => new ConnectionLostError('socket hang up');

/** The server sent what is no HTTP/1.1 answer, or one that is longer than it may be. */
export class BadAnswerError extends Error {
  override readonly name = 'BadAnswerError';
  readonly code = 'ERR_BAD_ANSWER';
}
