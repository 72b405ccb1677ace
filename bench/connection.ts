import net from 'node:net';

/** The answer at the start of what has arrived, and how long it is; undefined while it is incomplete. */
export type Parse<T> = (received: Buffer) => { readonly answer: T; readonly length: number } | undefined;

interface Waiting<T> {
  readonly resolve: (answer: T) => void;
  readonly reject: (error: Error) => void;
}

const ANSWER_TIMEOUT_MS = 60_000;
const HTTP_PORT = 80;

/**
 * One persistent connection with one request at a time. Leaner than an HTTP client, so that the load takes little of the
 * processors which the system needs. It can stop without cutting off a request under way.
 */
export class Connection<T> {
  readonly #url: URL;
  readonly #parse: Parse<T>;
  #socket: net.Socket | undefined;
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting<T> | undefined;

  constructor(url: string, parse: Parse<T>) {
    this.#url = new URL(url);
    this.#parse = parse;
  }

  exchange(question: Buffer): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket ??= this.#connect();
      this.#socket.write(question);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #connect(): net.Socket {
    const socket = net.connect({
      host: this.#url.hostname,
      port: Number(this.#url.port || HTTP_PORT),
      noDelay: true,
    });
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => socket.destroy(new Error('timeout')));
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', (error) => this.#lose(socket, error));
    socket.on('close', () => this.#lose(socket, new Error('closed')));
    return socket;
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const parsed = this.#parsed();
    if (!parsed) return;
    this.#received = this.#received.subarray(parsed.length);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(parsed.answer);
  }

  #parsed(): ReturnType<Parse<T>> {
    try {
      return this.#parse(this.#received);
    } catch (error) {
      this.#socket?.destroy(error instanceof Error ? error : new Error(String(error)));
      return undefined;
    }
  }

  /** The next question opens a new connection. */
  #lose(socket: net.Socket, error: Error): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#received = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(error);
  }
}
