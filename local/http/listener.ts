import type { Server } from 'node:http';
import net from 'node:net';
import { EngineError } from '../host/engine-error.ts';
import { createLog, type Log } from '../host/log.ts';
import type { RequestHandler } from './boundary.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { createHttpServer } from './http-server.ts';

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** What the port is for, in messages. */
  readonly purpose: string;
  /** The environment variable that chooses another port, if there is one. */
  readonly variable?: string;
  /** Web pages of others get 403. @default false */
  readonly guarded?: boolean;
  readonly limits?: ConnectionLimits;
  /** @default warnings and errors on standard error */
  readonly log?: Log;
}

const BACKLOG = 1024;
/** How long calls under way may take when the engine stops. */
const DRAIN_MS = 3_000;
const CLOSE_IDLE_EVERY_MS = 20;

/** One port on the loopback interface, of both IP versions where there are two. Requests wait until there is a handler. */
export class Listener {
  readonly #options: ListenOptions;
  readonly #server: Server;
  #port = 0;
  #ipv6: net.Server | undefined;
  #handler: RequestHandler | undefined;
  #closed: Promise<void> | undefined;
  readonly #early: Parameters<RequestHandler>[] = [];

  private constructor(options: ListenOptions) {
    this.#options = options;
    const { log = createLog('warn') } = options;
    this.#server = createHttpServer((...call) => this.#take(call), { ...options, log });
  }

  /** @throws EngineError if the port is taken */
  static async open(options: ListenOptions): Promise<Listener> {
    const listener = new Listener(options);
    await listener.#open();
    return listener;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  serve(handler: RequestHandler): void {
    this.#handler = handler;
    for (const call of this.#early.splice(0)) {
      const [, , guard] = call;
      guard(() => this.#take(call))();
    }
  }

  /** Takes no new calls, lets those under way finish, then cuts what is left. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #open(): Promise<void> {
    const [server, options] = [this.#server, this.#options];
    const port = await listen(server, '127.0.0.1', options.port, options);
    this.#port = port;
    const ipv6 = net.createServer({ noDelay: true }, (socket) => server.emit('connection', socket));
    try {
      await listen(ipv6, '::1', port, options);
      ipv6.on('error', (error) => server.emit('error', error));
      this.#ipv6 = ipv6;
    } catch (error) {
      if (!(error instanceof EngineError) || options.port === 0) return; // no IPv6 here
      server.close();
      throw error;
    }
  }

  #take(call: Parameters<RequestHandler>): unknown {
    if (this.#handler) return this.#handler(...call);
    return this.#early.push(call);
  }

  async #close(): Promise<void> {
    for (const [, response] of this.#early.splice(0)) response.destroy();
    const closed = [this.#server, this.#ipv6].map(
      (server) => server && new Promise((done) => server.close(done)),
    );
    // a connection kept alive falls idle once its last call is answered
    const idle = setInterval(() => this.#server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
    const cut = setTimeout(() => this.#server.closeAllConnections(), DRAIN_MS);
    await Promise.all(closed);
    clearInterval(idle);
    clearTimeout(cut);
  }
}

function listen(server: net.Server, host: string, port: number, options: ListenOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') {
        reject(error);
        return;
      }
      const why = error.code === 'EACCES' ? 'may not be opened by you' : 'is taken by another program';
      const { purpose, variable } = options;
      const wayOut = variable === undefined ? '' : `; choose another one with ${variable}=<port>`;
      reject(new EngineError(`Port ${port} (${purpose}) ${why}${wayOut}.`, { cause: error }));
    });
    server.listen({ host, port, backlog: BACKLOG }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
