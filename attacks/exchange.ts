import { connect } from 'node:net';
import { readAnswer } from './answer-reader.ts';
import type { Step } from './attack.ts';

export type Exchange =
  | { readonly outcome: 'answered'; readonly status: number }
  /** Closed by the server without an answer. */
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'failed'; readonly why: string };

/** Wait after a request whose end the server cannot know. */
const QUIET_MS = 250;
/** Longer than any function may take. */
const LIMIT_MS = 60_000;

/** Writes the bytes, and waits until they are answered or the connection is closed. */
export function exchange(
  port: number,
  { bytes, isWhole, method }: Step,
  limitMs = LIMIT_MS,
): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let received = Buffer.alloc(0);
    const finish = (result: Exchange): void => {
      clearTimeout(limit);
      clearTimeout(quiet);
      socket.destroy();
      resolve(result);
    };
    const limit = setTimeout(
      () => finish({ outcome: 'failed', why: `no answer within ${limitMs / 1_000} s` }),
      limitMs,
    );
    const quiet = isWhole ? undefined : setTimeout(() => socket.end(), QUIET_MS);
    const look = (hasEnded: boolean): void => {
      const answer = readAnswer(received, method, hasEnded);
      if (answer.state === 'whole') finish({ outcome: 'answered', status: answer.status });
      else if (answer.state === 'malformed')
        finish({ outcome: 'failed', why: `malformed answer, ${answer.why}` });
      else if (hasEnded) finish({ outcome: 'closed' });
    };
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      look(false);
    });
    socket.on('end', () => look(true));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED')
        finish({ outcome: 'failed', why: 'the port does not answer any more' });
      else look(true); // reset, after an answer perhaps
    });
    socket.on('close', () => look(true));
  });
}
