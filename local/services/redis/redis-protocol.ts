/** A short status such as OK. */
export class Status {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** An error reply. Its text starts with a code such as ERR. */
export class Failure extends Error {}

export type Reply = Buffer | number | null | Status | Failure | ReadonlyMap<string, Reply> | readonly Reply[];
export type ProtocolVersion = 2 | 3;

export const OK = new Status('OK');

const LINE_END = '\r\n';
const MAX_BULK_BYTES = 512 * 1024 * 1024;
const MAX_ARGUMENTS = 1024 * 1024;
const MAX_INLINE_BYTES = 64 * 1024;
const ASTERISK = 0x2a;
const DOLLAR = 0x24;

function encodeInto(chunks: (string | Buffer)[], reply: Reply, version: ProtocolVersion): void {
  if (reply === null) chunks.push(version === 3 ? '_\r\n' : '$-1\r\n');
  else if (typeof reply === 'number') chunks.push(`:${reply}\r\n`);
  else if (Buffer.isBuffer(reply)) chunks.push(`$${reply.length}\r\n`, reply, LINE_END);
  else if (reply instanceof Status) chunks.push(`+${reply.text}\r\n`);
  else if (reply instanceof Failure) chunks.push(`-${reply.message.replaceAll(/[\r\n]/g, ' ')}\r\n`);
  else if (reply instanceof Map) {
    chunks.push(version === 3 ? `%${reply.size}\r\n` : `*${reply.size * 2}\r\n`);
    for (const [key, value] of reply) {
      encodeInto(chunks, Buffer.from(key), version);
      encodeInto(chunks, value, version);
    }
  } else if (Array.isArray(reply)) {
    chunks.push(`*${reply.length}\r\n`);
    for (const each of reply) encodeInto(chunks, each, version);
  }
}

export function encodeReply(reply: Reply, version: ProtocolVersion): Buffer {
  const chunks: (string | Buffer)[] = [];
  encodeInto(chunks, reply, version);
  return Buffer.concat(chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk)));
}

/** Bytes that are not a command. The connection is closed after the answer, because the rest cannot be parsed. */
export class ProtocolError extends Error {}

/** A request of an HTTP client such as a web page. Its body must not be read as commands. */
export class HttpRequest extends Error {}

const HTTP_COMMANDS: ReadonlySet<string> = new Set(['post', 'host:']);
/** Number of words in a request line: method, target and version. */
const HTTP_REQUEST_WORDS = 3;
const HTTP_VERSION = /^HTTP\/\d/i;

/** Splits a byte stream into complete commands. */
export class CommandReader {
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;

  /**
   * @throws ProtocolError and HttpRequest, after the preceding commands were returned
   */
  *push(bytes: Buffer): Generator<Buffer[]> {
    this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
    this.#at = 0;
    let consumed = 0;
    for (;;) {
      const command = this.#next();
      if (!command) break;
      consumed = this.#at;
      if (HTTP_COMMANDS.has(String(command[0]).toLowerCase())) throw new HttpRequest();
      if (command.length > 0) yield command;
    }
    this.#bytes = this.#bytes.subarray(consumed);
  }

  #next(): Buffer[] | undefined {
    if (this.#bytes[this.#at] !== ASTERISK) return this.#inline();
    const count = this.#length(ASTERISK, MAX_ARGUMENTS, 'multibulk');
    if (count === undefined) return undefined;
    const parts: Buffer[] = [];
    while (parts.length < count) {
      const part = this.#bulk();
      if (!part) return undefined;
      parts.push(part);
    }
    return parts;
  }

  #bulk(): Buffer | undefined {
    const length = this.#length(DOLLAR, MAX_BULK_BYTES, 'bulk');
    if (length === undefined || this.#bytes.length < this.#at + length + LINE_END.length) return undefined;
    const part = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length + LINE_END.length;
    return part;
  }

  /** Reads an inline command: words on a line, as typed by hand. */
  #inline(): Buffer[] | undefined {
    const words = this.#line()?.split(/\s+/).filter(Boolean);
    if (words?.length === HTTP_REQUEST_WORDS && HTTP_VERSION.test(words.at(-1) ?? ''))
      throw new HttpRequest();
    return words?.map((word) => Buffer.from(word, 'latin1'));
  }

  #length(marker: number, limit: number, what: string): number | undefined {
    const line = this.#line();
    if (line === undefined) return undefined;
    if (line.charCodeAt(0) !== marker) {
      throw new ProtocolError(`expected '${String.fromCharCode(marker)}', got '${line.charAt(0)}'`);
    }
    const length = Number(line.slice(1));
    if (!Number.isInteger(length) || length < 0 || length > limit) {
      throw new ProtocolError(`invalid ${what} length`);
    }
    return length;
  }

  #line(): string | undefined {
    const end = this.#bytes.indexOf('\n', this.#at);
    if (end === -1) {
      if (this.#bytes.length - this.#at > MAX_INLINE_BYTES) throw new ProtocolError('too big inline request');
      return undefined;
    }
    const line = this.#bytes.toString('latin1', this.#at, end);
    this.#at = end + 1;
    return line.replace(/\r$/, '');
  }
}
