import http from 'node:http';
import net from 'node:net';
import { EngineError } from '../errors.ts';
import { guarded } from './page-guard.ts';
import { newRequestId } from './request-id.ts';

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** What the port is for, in messages. */
  readonly purpose: string;
  /** The environment variable that chooses another port, if there is one. */
  readonly variable?: string;
  /** Web pages of others get 403. @default false */
  readonly guarded?: boolean;
}

export type RequestHandler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const BACKLOG = 1024;
const KEEP_ALIVE_MS = 60_000;
/** How long calls under way may take when the engine stops. */
const DRAIN_MS = 3_000;
const CLOSE_IDLE_EVERY_MS = 20;

/** One port on the loopback interface, of both IP versions where there are two. Requests wait until there is a handler. */
export class Listener {
  readonly port: number;
  readonly #server: http.Server;
  readonly #ipv6: net.Server | undefined;
  #handler: RequestHandler | undefined;
  #closed: Promise<void> | undefined;
  readonly #early: Parameters<RequestHandler>[] = [];

  private constructor(server: http.Server, ipv6: net.Server | undefined, port: number, isGuarded = false) {
    this.#server = server;
    this.#ipv6 = ipv6;
    this.port = port;
    const take: RequestHandler = (request, response) => {
      if (this.#handler) this.#handler(request, response);
      else this.#early.push([request, response]);
    };
    server.on('request', isGuarded ? guarded(take) : take);
  }

  /** @throws EngineError if the port is taken */
  static async open(options: ListenOptions): Promise<Listener> {
    const server = http.createServer({
      keepAliveTimeout: KEEP_ALIVE_MS,
      requestTimeout: 0,
      noDelay: true,
      // a guarded port refuses a request without Host itself
      requireHostHeader: !options.guarded,
    });
    server.on('clientError', refuseMalformed);
    const port = await listen(server, '127.0.0.1', options.port, options);
    const ipv6 = net.createServer({ noDelay: true }, (socket) => server.emit('connection', socket));
    try {
      await listen(ipv6, '::1', port, options);
      return new Listener(server, ipv6, port, options.guarded);
    } catch (error) {
      if (error instanceof EngineError && options.port !== 0) {
        server.close();
        throw error;
      }
      return new Listener(server, undefined, port, options.guarded); // no IPv6 here
    }
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  serve(handler: RequestHandler): void {
    this.#handler = handler;
    for (const [request, response] of this.#early.splice(0)) handler(request, response);
  }

  /** Takes no new calls, lets those under way finish, then cuts what is left. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
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

/** What Node cannot read as HTTP gets an answer of the usual form. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: net.Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, code, detail] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? ['431 Request Header Fields Too Large', 'headers_too_large', 'Request headers are too large']
      : ['400 Bad Request', 'bad_request', 'Bad Request'];
  const id = newRequestId();
  const body = JSON.stringify({ detail, code, request_id: id });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nx-request-id: ${id}\r\n` +
      `Access-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n${body}`,
  );
}
