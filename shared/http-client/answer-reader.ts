import { type BodyReader, bodyReader } from './answer-body.ts';
import { type AnswerHead, headersIn, readHead } from './answer-head.ts';
import { BadAnswerError } from './errors.ts';
import type { HttpAnswer } from './message.ts';

const HEAD_END = '\r\n\r\n';
/** As Node's own client has it. */
const LONGEST_HEAD = 16_384;

/** Reads one answer from what the connection brings. Its errors mean that the connection is of no more use. */
export class AnswerReader {
  readonly #method: string;
  readonly #mostBytes: number;
  #unread: Buffer | undefined;
  #head: AnswerHead | undefined;
  #body: BodyReader | undefined;
  #bytesAfter = 0;
  #hasBegun = false;

  constructor(method: string, mostBytes: number) {
    this.#method = method;
    this.#mostBytes = mostBytes;
  }

  /** Whether anything of the answer has come. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** Whether the connection may carry another request after this answer: the server says so, and sent nothing after it. */
  get keepsConnection(): boolean {
    return this.#head?.keepsAlive === true && this.#bytesAfter === 0 && !this.#body?.endsWithConnection;
  }

  /** Time for which the server keeps the idle connection. @default it does not say */
  get keptForMs(): number | undefined {
    return this.#head?.keptForMs;
  }

  /** @returns the answer, once it is complete */
  push(bytes: Buffer): HttpAnswer | undefined {
    this.#hasBegun = true;
    let rest = bytes;
    while (!this.#body) {
      const buffer = this.#unread ? Buffer.concat([this.#unread, rest]) : rest;
      this.#unread = buffer;
      const end = buffer.indexOf(HEAD_END);
      if ((end < 0 ? buffer.length : end) > LONGEST_HEAD) {
        throw new BadAnswerError(`The head of the answer is longer than ${LONGEST_HEAD} bytes`);
      }
      if (end < 0) return undefined;
      rest = buffer.subarray(end + HEAD_END.length);
      this.#takeHead(readHead(buffer.toString('latin1', 0, end)));
      if (!this.#body) this.#unread = undefined;
    }
    const after = this.#body.push(rest);
    if (after === undefined) return undefined;
    this.#bytesAfter = after;
    return this.#answer();
  }

  /** The connection has ended. @returns the answer, if it is complete by that */
  end(): HttpAnswer | undefined {
    return this.#body?.endsWithConnection ? this.#answer() : undefined;
  }

  /** Interim answers (1xx) come before the answer and are left out. */
  #takeHead(head: AnswerHead): void {
    if (head.status === 101) throw new BadAnswerError('The server changes to another protocol');
    if (head.status < 200) return;
    this.#head = head;
    this.#body = bodyReader(this.#method, head, this.#mostBytes);
  }

  #answer(): HttpAnswer {
    const head = this.#head as AnswerHead;
    return {
      status: head.status,
      body: (this.#body as BodyReader).body(),
      get headers() {
        return headersIn(head);
      },
    };
  }
}
