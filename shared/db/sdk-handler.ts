import { createHttpClient, type HttpClient } from '#shared/http-client/client';
import { tracedClient } from '#shared/telemetry/x-ray';

/** What the SDK gives a handler of a request, as far as our commands use it. */
interface SdkRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

interface CallOptions {
  /** The SDK takes other signals too; none of ours is one. */
  readonly abortSignal?: unknown;
}

const MOST_CONNECTIONS = 16;
const CONNECT_MS = 500;
/** Codes that the SDK's own handler names `TimeoutError`: the request may have been carried out. */
const UNKNOWN_OUTCOMES = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** Sends the requests of an SDK client by our HTTP client. They have a body in memory, and so have the answers. */
export class SdkHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #attemptMs: number;
  readonly #clients = new Map<string, HttpClient>();

  /** @param attemptMs the longest one attempt may take, its answer included */
  constructor(attemptMs: number) {
    this.#attemptMs = attemptMs;
  }

  async handle(
    { protocol, hostname, port, method, path, query, headers, body }: SdkRequest,
    { abortSignal }: CallOptions = {},
  ): Promise<{ readonly response: SdkResponse }> {
    if (!isInMemory(body)) throw new TypeError('a body that is a stream is not sent');
    if (query && Object.keys(query).length > 0) throw new TypeError('a request with a query is not sent');
    const client = this.#clientOf(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`);
    const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
    try {
      const answer = await client.request(
        { method, path, headers, body },
        { timeoutMs: this.#attemptMs, signal },
      );
      return { response: { statusCode: answer.status, headers: answer.headers, body: answer.body } };
    } catch (error) {
      throw UNKNOWN_OUTCOMES.has((error as NodeJS.ErrnoException).code ?? '')
        ? Object.assign(error as Error, { name: 'TimeoutError' })
        : error;
    }
  }

  destroy(): void {
    for (const client of this.#clients.values()) client.close();
  }

  /** The SDK sets options of its own handler by these. */
  updateHttpClientConfig(): void {}
  httpHandlerConfigs(): Record<string, never> {
    return {};
  }

  #clientOf(origin: string): HttpClient {
    const known = this.#clients.get(origin);
    if (known) return known;
    const url = new URL(origin);
    const options = { url, mostConnections: MOST_CONNECTIONS, connectMs: CONNECT_MS };
    const made = tracedClient(createHttpClient(options), url);
    this.#clients.set(origin, made);
    return made;
  }
}

const isInMemory = (body: unknown): body is string | Uint8Array | undefined =>
  body === undefined || typeof body === 'string' || body instanceof Uint8Array;
