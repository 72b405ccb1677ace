const MAX_HEAD_BYTES = 16 * 1024;
/** Where most heads end: to search a short text costs less than to search bytes. */
const USUAL_HEAD_BYTES = 256;
const HEAD_END = '\r\n\r\n';
/** A head with no other header than a length, as our bootstrap sends it. */
const SHORT_HEAD = /^([^\r]*)(?:\r\nContent-Length: (\d+))?$/;

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
    const buffer = this.#parts.length === 1 ? chunk : Buffer.concat(this.#parts);
    let at = 0;
    while (at < buffer.length) {
      const end = this.#read(buffer, at);
      if (end === undefined) break;
      at = end;
    }
    this.#parts = at === buffer.length ? [] : [buffer.subarray(at)];
    this.#bytes = buffer.length - at;
    if (this.#bytes > this.#limit) this.#onAbuse();
  }

  /** Passes on the request that begins at `from`. Returns where it ends; undefined if it is incomplete. */
  #read(buffer: Buffer, from: number): number | undefined {
    this.#needed = 0;
    const head = headAt(buffer, from);
    if (head === undefined) {
      if (buffer.length - from > MAX_HEAD_BYTES) this.#onAbuse();
      return undefined;
    }
    const start = from + head.length + HEAD_END.length;
    const [, shortLine, length = '0'] = SHORT_HEAD.exec(head) ?? [];
    const body =
      shortLine === undefined ? readBody(head, buffer, start) : readSized(buffer, start, Number(length));
    if ('missing' in body) {
      this.#needed = buffer.length - from + body.missing;
      if (!Number.isSafeInteger(this.#needed)) this.#onAbuse();
      if (!this.#continued && /\r\nexpect:[ \t]*100-continue/i.test(head)) {
        this.#continued = true;
        this.#onContinue();
      }
      return undefined;
    }
    this.#continued = false;
    const pipelined = body.end < buffer.length;
    const line = shortLine ?? head.slice(0, head.indexOf('\r\n'));
    this.#onRequest({ line, body: body.body, pipelined });
    return body.end;
  }
}

/** Returns the head that begins at `from`, without its end; undefined if it is incomplete. */
function headAt(buffer: Buffer, from: number): string | undefined {
  const text = buffer.toString('latin1', from, from + USUAL_HEAD_BYTES);
  const length = text.indexOf(HEAD_END);
  if (length >= 0) return text.slice(0, length);
  const end = buffer.indexOf(HEAD_END, from);
  return end < 0 ? undefined : buffer.toString('latin1', from, end);
}

function readBody(head: string, buffer: Buffer, from: number): Body {
  return /\r\ntransfer-encoding:[ \t]*chunked/i.test(head)
    ? readChunked(buffer, from)
    : readSized(buffer, from, Number(/\r\ncontent-length:[ \t]*(\d+)/i.exec(head)?.[1] ?? 0));
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
