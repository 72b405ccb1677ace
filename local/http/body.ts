import type http from 'node:http';

/** API Gateway's own limit is 10 MB, Lambda's 6 MB: the lower one counts. */
export const MAX_BODY_BYTES = 6 * 1024 * 1024;
/** Past this the sender is cut off instead of being read to its end for the sake of a 413. */
const PATIENCE_BYTES = 64 * 1024 * 1024;

/** Reads a body and calls `done` with it, or with `undefined` if it is too large. A sender that leaves gets no call. */
export function readBody(request: http.IncomingMessage, done: (body: Buffer | undefined) => void): void {
  readChunks(request, (chunks) => done(chunks && joined(chunks)));
}

/** As {@link readBody}, in the pieces in which it came. */
export function readChunks(
  request: http.IncomingMessage,
  done: (chunks: readonly Buffer[] | undefined) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else if (bytes <= PATIENCE_BYTES) chunks.length = 0;
    else {
      done(undefined);
      request.destroy();
    }
  });
  request.on('end', () => {
    if (bytes > MAX_BODY_BYTES) done(undefined);
    else done(chunks);
  });
}

export function joined(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return first && chunks.length === 1 ? first : Buffer.concat(chunks);
}
