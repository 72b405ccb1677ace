const MAX_HEAD_BYTES = 16 * 1024;
const NOTHING: Buffer = Buffer.alloc(0);

export interface RuntimeRequest {
  /** Request line, such as `POST /2018-06-01/runtime/… HTTP/1.1`. */
  readonly line: string;
  readonly body: Buffer;
  /** The buffer already holds another request after this one. */
  readonly pipelined: boolean;
}

/** A body, or the number of bytes that it lacks; infinite for an unreadable body. */
type Body = { readonly body: Buffer; readonly end: number } | { readonly missing: number };

/** Splits a byte stream into HTTP/1.1 requests. It supports only requests of Lambda runtimes, which makes it cheap. */
export class RequestReader {
  #parts: Buffer[] = [];
  #bytes = 0;
  #needed = 0;
  #continued = false;
  readonly #limit: number;
  readonly #onRequest: (request: RuntimeRequest) => void;
  readonly #onContinue: () => void;
  readonly #onAbuse: () => void;

  constructor(
    limitBytes: number,
    on: { request(request: RuntimeRequest): void; expectContinue(): void; abuse(): void },
  ) {
    this.#limit = limitBytes;
    this.#onRequest = on.request;
    this.#onContinue = on.expectContinue;
    this.#onAbuse = on.abuse;
  }

  push(chunk: Buffer): void {
    this.#parts.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < this.#needed) return;
    let buffer = this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts);
    while (buffer.length > 0) {
      const used = this.#read(buffer);
      if (used === 0) break;
      buffer = used === buffer.length ? NOTHING : buffer.subarray(used);
    }
    this.#parts = buffer.length === 0 ? [] : [buffer];
    this.#bytes = buffer.length;
    if (this.#bytes > this.#limit) this.#onAbuse();
  }

  /** Passes on the first request in the buffer. Returns its length in bytes, or 0 if it is incomplete. */
  #read(buffer: Buffer): number {
    const headEnd = buffer.indexOf('\r\n\r\n');
    if (headEnd < 0) {
      this.#needed = 0;
      if (buffer.length > MAX_HEAD_BYTES) this.#onAbuse();
      return 0;
    }
    const head = buffer.toString('latin1', 0, headEnd);
    const body = /\r\ntransfer-encoding:[ \t]*chunked/i.test(head)
      ? readChunked(buffer, headEnd + 4)
      : readSized(buffer, headEnd + 4, Number(/\r\ncontent-length:[ \t]*(\d+)/i.exec(head)?.[1] ?? 0));
    if ('missing' in body) {
      this.#needed = buffer.length + body.missing;
      if (!Number.isSafeInteger(this.#needed)) this.#onAbuse();
      if (!this.#continued && /\r\nexpect:[ \t]*100-continue/i.test(head)) {
        this.#continued = true;
        this.#onContinue();
      }
      return 0;
    }
    this.#needed = 0;
    this.#continued = false;
    const pipelined = body.end < buffer.length;
    this.#onRequest({ line: head.slice(0, head.indexOf('\r\n')), body: body.body, pipelined });
    return body.end;
  }
}

function readSized(buffer: Buffer, from: number, size: number): Body {
  const end = from + size;
  return buffer.length < end ? { missing: end - buffer.length } : { body: buffer.subarray(from, end), end };
}

function readChunked(buffer: Buffer, from: number): Body {
  const parts: Buffer[] = [];
  let at = from;
  for (;;) {
    const lineEnd = buffer.indexOf('\r\n', at);
    if (lineEnd < 0) return { missing: 1 };
    const size = Number.parseInt(buffer.toString('latin1', at, lineEnd), 16);
    const start = lineEnd + 2;
    if (!(size >= 0)) return { missing: Number.POSITIVE_INFINITY };
    if (size === 0) return endOfChunks(buffer, start, parts);
    const missing = start + size + 2 - buffer.length;
    if (missing > 0) return { missing };
    parts.push(buffer.subarray(start, start + size));
    at = start + size + 2;
  }
}

/** Finds the end of a chunked body: optional trailers and an empty line. */
function endOfChunks(buffer: Buffer, start: number, parts: Buffer[]): Body {
  const empty = buffer.toString('latin1', start, start + 2) === '\r\n';
  const trailersEnd = empty ? start : buffer.indexOf('\r\n\r\n', start) + 2;
  const end = trailersEnd + 2;
  return trailersEnd < start || buffer.length < end ? { missing: 1 } : { body: Buffer.concat(parts), end };
}
