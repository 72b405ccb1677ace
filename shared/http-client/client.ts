import { Connection, type LostExchange } from './connection.ts';
import { hangUp, TimeoutError } from './errors.ts';
import { abortedBy, Exchange } from './exchange.ts';
import type { CallLimits, HttpAnswer, HttpRequest } from './message.ts';
import { Dialler, type Origin, originOf } from './origin.ts';
import { requestBytes } from './request-bytes.ts';

export interface HttpClientOptions {
  /** Protocol, host and port; the path comes with each request. */
  readonly url: URL;
  /** Most connections at a time. Further calls wait for one. */
  readonly mostConnections: number;
  /** Longest time until a new connection is made. @default none but that of the call */
  readonly connectMs?: number;
  /** Longest body of an answer. @default 64 MiB */
  readonly mostBodyBytes?: number;
}

/** Calls one origin over HTTP/1.1, on connections that are kept. */
export interface HttpClient {
  /**
   * Sends a request and collects its answer. The status is the caller's to judge.
   * @throws TimeoutError, AbortError, ConnectionLostError, BadAnswerError, TypeError for a request that may not be sent, or
   * Node's own error of the socket, such as `ECONNREFUSED`
   */
  request(request: HttpRequest, limits: CallLimits): Promise<HttpAnswer>;
  /** Closes all connections. Calls that are not answered yet fail as if the server had closed theirs. */
  close(): void;
}

const MOST_BODY_BYTES = 64 * 1_024 * 1_024;

export const createHttpClient = (options: HttpClientOptions): HttpClient => new PooledClient(options);

class PooledClient implements HttpClient {
  readonly #options: HttpClientOptions;
  readonly #origin: Origin;
  readonly #dialler: Dialler;
  readonly #open = new Set<Connection>();
  /** The last one used is the first one taken, so that those too many grow old. */
  readonly #idle: Connection[] = [];
  readonly #waiting: Exchange[] = [];

  constructor(options: HttpClientOptions) {
    this.#options = options;
    this.#origin = originOf(options.url);
    this.#dialler = new Dialler(this.#origin);
  }

  async request(request: HttpRequest, limits: CallLimits): Promise<HttpAnswer> {
    if (limits.signal?.aborted) throw abortedBy(limits.signal);
    if (limits.timeoutMs <= 0) throw new TimeoutError('no time is left for the call');
    const exchange = new Exchange({
      method: request.method,
      bytes: requestBytes(this.#origin.host, request),
      isRepeatable: request.isRepeatable ?? false,
      limits,
      onGivenUp: this.#giveUp,
    });
    this.#start(exchange);
    return exchange.answer;
  }

  close(): void {
    for (const exchange of this.#waiting.splice(0)) exchange.fail(hangUp());
    for (const connection of this.#open) connection.close();
  }

  #start(exchange: Exchange): void {
    const connection = this.#takeIdle() ?? this.#connect();
    if (connection) connection.carry(exchange);
    else this.#waiting.push(exchange);
  }

  #takeIdle(): Connection | undefined {
    for (;;) {
      const connection = this.#idle.pop();
      if (!connection || connection.isUsable) return connection;
      connection.close();
    }
  }

  #connect(): Connection | undefined {
    const { mostConnections, connectMs, mostBodyBytes = MOST_BODY_BYTES } = this.#options;
    if (this.#open.size >= mostConnections) return undefined;
    const connection = new Connection({
      socket: this.#dialler.open(),
      connectMs,
      mostBytes: mostBodyBytes,
      onIdle: this.#onIdle,
      onClosed: this.#onClosed,
    });
    this.#open.add(connection);
    return connection;
  }

  readonly #onIdle = (connection: Connection): void => {
    const next = this.#waiting.shift();
    if (next) connection.carry(next);
    else this.#idle.push(connection);
  };

  readonly #onClosed = (connection: Connection, lost?: LostExchange): void => {
    this.#open.delete(connection);
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    if (lost?.wasStale) for (const other of this.#idle.splice(0)) other.close(); // as old as that one, or older
    if (lost?.wasStale && lost.exchange.isRepeatable) {
      this.#start(lost.exchange); // on a new connection, which cannot be stale
      return;
    }
    lost?.exchange.fail(lost.error);
    const next = this.#waiting.shift();
    if (next) this.#start(next);
  };

  readonly #giveUp = (exchange: Exchange, error: Error): void => {
    if (exchange.carrier) {
      exchange.carrier.close(error);
      return;
    }
    this.#waiting.splice(this.#waiting.indexOf(exchange), 1);
    exchange.fail(error);
  };
}
