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
  /** Name of the port in messages. */
  readonly purpose: string;
  /** The environment variable that chooses another port, if there is one. */
  readonly variable?: string;
  /** Web pages of other origins get 403. @default false */
  readonly guarded?: boolean;
  /** Key that a guarded port asks every call for. */
  readonly networkKey?: string | undefined;
  /** IPv4 address to listen at. @default 127.0.0.1 */
  readonly address?: ListenAddress | undefined;
  readonly limits?: ConnectionLimits;
  /** @default warnings and errors on standard error */
  readonly log?: Log;
}

/** This machine alone, or every machine that reaches it. */
export const LISTEN_ADDRESSES = ['127.0.0.1', '0.0.0.0'] as const;
export type ListenAddress = (typeof LISTEN_ADDRESSES)[number];

const BACKLOG = 1024;
/** Time that calls in progress get to finish when the engine stops. */
const DRAIN_MS = 3_000;
const CLOSE_IDLE_EVERY_MS = 20;

/** One port on the loopback interface, on IPv4 and, if available, IPv6. Requests wait until a handler is set. */
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

  /** Stops accepting calls, waits for those in progress, then closes the remaining connections. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #open(): Promise<void> {
    const [server, options] = [this.#server, this.#options];
    const port = await listen(server, options.address ?? '127.0.0.1', options.port, options);
    this.#port = port;
    const ipv6 = net.createServer({ noDelay: true }, (socket) => server.emit('connection', socket));
    try {
      await listen(ipv6, '::1', port, options);
      ipv6.on('error', (error) => server.emit('error', error));
      this.#ipv6 = ipv6;
    } catch (error) {
      if (!(error instanceof EngineError) || options.port === 0) return; // this machine has no IPv6
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
    // a keep-alive connection becomes idle only after its last answer, so close idle ones repeatedly
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
