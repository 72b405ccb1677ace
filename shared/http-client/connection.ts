import type { Socket } from 'node:net';
import { AnswerReader } from './answer-reader.ts';
import { hangUp, TimeoutError } from './errors.ts';
import type { Exchange } from './exchange.ts';
import type { HttpAnswer } from './message.ts';

export interface ConnectionOptions {
  readonly socket: Socket;
  /** Longest time until the socket is connected. @default none but that of the call */
  readonly connectMs?: number | undefined;
  /** Longest body of an answer. */
  readonly mostBytes: number;
  /** Called when it may carry the next exchange. */
  readonly onIdle: (connection: Connection) => void;
  /** Called once, when it is closed, with the exchange that it carried. */
  readonly onClosed: (connection: Connection, lost?: LostExchange) => void;
}

export interface LostExchange {
  readonly exchange: Exchange;
  readonly error: unknown;
  /** The connection was a kept one, and nothing of an answer had come. */
  readonly wasStale: boolean;
}

/** Closed this long before the server says that it closes an idle connection. */
const CLOSING_MARGIN_MS = 1_000;

/** One socket, which carries one exchange at a time: a request is written when the answer to the last one is complete. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #socket: Socket;
  #exchange: Exchange | undefined;
  #reader: AnswerReader | undefined;
  #isKept = false;
  #isOpen = true;
  #keptUntil = Number.POSITIVE_INFINITY;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { socket, connectMs } = options;
    this.#socket = socket;
    if (connectMs !== undefined) {
      const tooLate = (): void => this.close(new TimeoutError(`no connection within ${connectMs} ms`));
      const timer = setTimeout(tooLate, connectMs);
      socket.once('connect', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
    }
    socket.on('data', (bytes: Buffer) => this.#take(bytes));
    socket.on('end', () => this.#end());
    socket.on('error', (error) => this.#lose(error));
    socket.on('close', () => this.#lose(hangUp()));
  }

  /** Whether it may carry an exchange, as far as is known: the server may have closed it just now. */
  get isUsable(): boolean {
    return this.#isOpen && performance.now() < this.#keptUntil;
  }

  carry(exchange: Exchange): void {
    if (this.#exchange) throw new Error('a connection carries one exchange at a time');
    this.#exchange = exchange;
    exchange.carrier = this;
    this.#reader = new AnswerReader(exchange.method, this.#options.mostBytes);
    this.#socket.write(exchange.bytes);
  }

  /** @param error the reason, for the exchange that it carries */
  close(error: unknown = hangUp()): void {
    this.#close(error, false);
  }

  /** The server, or what is between, has ended the connection. */
  #lose(error: unknown): void {
    this.#close(error, this.#isKept && this.#reader?.hasBegun === false);
  }

  #close(error: unknown, wasStale: boolean): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#socket.destroy();
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#reader = undefined;
    this.#options.onClosed(this, exchange && { exchange, error, wasStale });
  }

  #take(bytes: Buffer): void {
    if (!this.#reader) {
      this.close(); // the server sent what was not asked for
      return;
    }
    let answer: HttpAnswer | undefined;
    try {
      answer = this.#reader.push(bytes);
    } catch (error) {
      this.close(error);
      return;
    }
    if (answer) this.#finish(answer, this.#reader);
  }

  #end(): void {
    const answer = this.#reader?.end();
    if (answer && this.#reader) this.#finish(answer, this.#reader);
    this.#lose(hangUp());
  }

  #finish(answer: HttpAnswer, { keepsConnection, keptForMs }: AnswerReader): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#reader = undefined;
    // an answer that came before the request was written leaves half a request on the connection
    if (keepsConnection && this.#socket.writableLength === 0) this.#keep(keptForMs);
    else this.close();
    exchange?.succeed(answer);
  }

  #keep(keptForMs: number | undefined): void {
    this.#isKept = true;
    if (keptForMs !== undefined) this.#keptUntil = performance.now() + keptForMs - CLOSING_MARGIN_MS;
    // An idle connection does not keep a program running. A call under way does, by its timer.
    this.#socket.unref();
    this.#options.onIdle(this);
  }
}
