import type { Parse } from './connection.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const STATUS_AT = 'HTTP/1.1 '.length;
const LINE_END = '\r\n';
const HEXADECIMAL = 16;

/** Reads an answer with a content-length, or in chunks. @throws Error for any other */
export const parseHttp: Parse<HttpAnswer> = (received) => {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = received.toString('latin1', 0, headEnd);
  const bodyAt = headEnd + '\r\n\r\n'.length;
  const status = Number(head.slice(STATUS_AT, STATUS_AT + 3));
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
    const read = readChunks(received, bodyAt);
    return read && { answer: { status, body: read.body }, length: read.end };
  }
  const contentLength = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (contentLength === undefined) throw new Error('the answer has no content-length and no chunks');
  const length = bodyAt + Number(contentLength);
  if (received.length < length) return undefined;
  return { answer: { status, body: received.subarray(bodyAt, length) }, length };
};

/** Undefined while the last chunk is missing. */
function readChunks(
  received: Buffer,
  from: number,
): { readonly body: Buffer; readonly end: number } | undefined {
  const chunks: Buffer[] = [];
  for (let at = from; ; ) {
    const lineEnd = received.indexOf(LINE_END, at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(received.toString('latin1', at, lineEnd), HEXADECIMAL);
    if (Number.isNaN(size)) throw new Error('a chunk has no size');
    const chunkAt = lineEnd + LINE_END.length;
    at = chunkAt + size + LINE_END.length;
    if (received.length < at) return undefined;
    if (size === 0) return { body: Buffer.concat(chunks), end: at };
    chunks.push(received.subarray(chunkAt, chunkAt + size));
  }
}
