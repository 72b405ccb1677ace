import type http from 'node:http';

/** Limit of a body. API Gateway accepts 10 MB and Lambda 6 MB, so the lower limit applies. */
export const MAX_BODY_BYTES = 6 * 1024 * 1024;
/** Bytes after which the connection is cut. Up to here a body is read to its end, so that the sender gets the 413. */
const PATIENCE_BYTES = 64 * 1024 * 1024;

/** Reads a body and calls `done` with it, or with `undefined` if it is too large. No call if the sender leaves. */
export function readBody(request: http.IncomingMessage, done: (body: Buffer | undefined) => void): void {
  readChunks(request, (chunks) => done(chunks && joined(chunks)));
}

/** Like {@link readBody}, but passes the chunks as they were received. */
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
