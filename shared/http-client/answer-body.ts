import type { AnswerHead } from './answer-head.ts';
import { BadAnswerError } from './errors.ts';

/** Collects a body from what the connection brings. */
export interface BodyReader {
  /** Number of bytes that the body must not exceed is checked. @returns how many bytes came after its end, once it is complete */
  push(bytes: Buffer): number | undefined;
  /** Whether the end of the connection is the end of the body. */
  readonly endsWithConnection: boolean;
  body(): Buffer;
}

/** Longest line of a chunked body that is not data. */
const LONGEST_LINE = 16_384;
const CHUNK_SIZE = /^([0-9a-f]{1,8})[ \t]*(?:;.*)?$/i;
const LENGTH = /^\d{1,15}$/;

/** The end of a body is where RFC 9112, section 6.3 says; two answers to that are none. */
export function bodyReader(method: string, head: AnswerHead, mostBytes: number): BodyReader {
  const { status, transferEncoding: coding, contentLength: length } = head;
  if (method === 'HEAD' || status === 204 || status === 304) return new FixedBody(0);
  if (coding !== undefined) {
    if (coding.toLowerCase() !== 'chunked' || length !== undefined) {
      throw new BadAnswerError('The answer does not say in one way where its body ends');
    }
    return new ChunkedBody(mostBytes);
  }
  if (length === undefined) return new OpenBody(mostBytes);
  if (!LENGTH.test(length)) throw new BadAnswerError('The length of the answer is no number');
  const bytes = Number(length);
  if (bytes > mostBytes) throw tooLong(mostBytes);
  return new FixedBody(bytes);
}

const tooLong = (mostBytes: number): BadAnswerError =>
  new BadAnswerError(`The body of the answer is longer than ${mostBytes} bytes`);

const joined = (parts: readonly Buffer[]): Buffer =>
  parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);

class FixedBody implements BodyReader {
  readonly endsWithConnection = false;
  readonly #parts: Buffer[] = [];
  #left: number;

  constructor(length: number) {
    this.#left = length;
  }

  push(bytes: Buffer): number | undefined {
    const more = bytes.length - this.#left;
    if (more < 0) {
      this.#left -= bytes.length;
      this.#parts.push(bytes);
      return undefined;
    }
    this.#parts.push(bytes.subarray(0, this.#left));
    this.#left = 0;
    return more;
  }

  body(): Buffer {
    return joined(this.#parts);
  }
}

/** Ends where the connection ends. */
class OpenBody implements BodyReader {
  readonly endsWithConnection = true;
  readonly #parts: Buffer[] = [];
  readonly #mostBytes: number;
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  push(bytes: Buffer): undefined {
    this.#bytes += bytes.length;
    if (this.#bytes > this.#mostBytes) throw tooLong(this.#mostBytes);
    this.#parts.push(bytes);
  }

  body(): Buffer {
    return joined(this.#parts);
  }
}

class ChunkedBody implements BodyReader {
  readonly endsWithConnection = false;
  readonly #parts: Buffer[] = [];
  readonly #mostBytes: number;
  #bytes = 0;
  /** What the next line is; data of a chunk comes before it while `#left` is above 0. */
  #line: 'size' | 'end of chunk' | 'trailer' = 'size';
  #left = 0;
  #unread: Buffer = Buffer.alloc(0);

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  push(bytes: Buffer): number | undefined {
    const buffer = this.#unread.length === 0 ? bytes : Buffer.concat([this.#unread, bytes]);
    let at = 0;
    for (;;) {
      if (this.#left > 0) at += this.#takeData(buffer, at);
      const end = this.#left > 0 ? -1 : buffer.indexOf('\r\n', at);
      if (end < 0) {
        this.#unread = buffer.subarray(at);
        if (this.#unread.length > LONGEST_LINE) throw new BadAnswerError('A chunk of the answer has no end');
        return undefined;
      }
      const isLast = this.#takeLine(buffer.toString('latin1', at, end));
      at = end + 2;
      if (isLast) return buffer.length - at;
    }
  }

  body(): Buffer {
    return joined(this.#parts);
  }

  #takeData(buffer: Buffer, at: number): number {
    const data = buffer.subarray(at, at + this.#left);
    this.#parts.push(data);
    this.#left -= data.length;
    return data.length;
  }

  /** Trailers are read and left out. @returns whether it is the last line */
  #takeLine(line: string): boolean {
    if (this.#line === 'trailer') return line === '';
    if (this.#line === 'end of chunk') {
      if (line !== '') throw new BadAnswerError('A chunk of the answer is longer than it says');
      this.#line = 'size';
      return false;
    }
    const size = CHUNK_SIZE.exec(line)?.[1];
    if (size === undefined) throw new BadAnswerError('A chunk of the answer has no size');
    this.#left = Number.parseInt(size, 16);
    this.#bytes += this.#left;
    if (this.#bytes > this.#mostBytes) throw tooLong(this.#mostBytes);
    this.#line = this.#left === 0 ? 'trailer' : 'end of chunk';
    return false;
  }
}
