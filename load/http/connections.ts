import http from 'node:http';
import https from 'node:https';
import { leaveUnread, sendSlowly } from './slow-line.ts';

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** @default as fast as it goes */
  readonly line?: Line | undefined;
}

/** How slow a client's line is. */
export interface Line {
  /** How long the body takes to be sent, in pieces. */
  readonly sendMs: number;
  /** How long the answer is left unread. */
  readonly readMs: number;
}

/**
 * Why there is no answer. `no_socket`: this machine gave none, so that the request never left the generator.
 * `breaker_open`, `bulkhead_full`: the client did not send it.
 */
export type NoAnswer =
  | 'timeout'
  | 'refused'
  | 'reset'
  | 'unknown_host'
  | 'unreadable'
  | 'no_socket'
  | 'breaker_open'
  | 'bulkhead_full'
  | 'failed';

/** One request and what came of it. Times are those of `performance.now()`. */
export interface Exchange {
  /** When the request had a connection; undefined where it got none. */
  readonly sentMs: number | undefined;
  readonly answeredMs: number;
  readonly result: { readonly status: number; readonly text: string } | { readonly noAnswer: NoAnswer };
}

interface ConnectionOptions {
  /** The most at a time; what comes on top waits, the oldest first. */
  readonly most: number;
  /** How long a client waits for its answer, and for a connection. */
  readonly timeoutMs: number;
}

/** Sends requests over connections that are kept. */
export class Connections {
  readonly #agents: Readonly<Record<string, http.Agent>>;
  readonly #timeoutMs: number;

  constructor({ most, timeoutMs }: ConnectionOptions) {
    const options = { keepAlive: true, maxSockets: most, maxFreeSockets: most };
    this.#agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Never rejects: an answer that does not come is a result too.
   * @param onSent called when the request has a connection
   */
  send({ method, url, headers, body, line }: HttpRequest, onSent?: () => void): Promise<Exchange> {
    return new Promise((resolve) => {
      const { protocol } = new URL(url);
      let sentMs: number | undefined;
      const end = (result: Exchange['result']): void => {
        clearTimeout(timer);
        resolve({ sentMs, answeredMs: performance.now(), result });
      };
      const fail = (error: NodeJS.ErrnoException): void => end({ noAnswer: reasonOf(error) });
      const request = (protocol === 'https:' ? https : http).request(url, {
        method,
        headers: withLength(method, headers, body),
        ...(this.#agents[protocol] && { agent: this.#agents[protocol] }),
      });
      const timer = setTimeout(() => {
        end({ noAnswer: 'timeout' });
        request.destroy();
      }, this.#timeoutMs);
      request.once('socket', () => {
        sentMs = performance.now();
        onSent?.();
      });
      request.on('error', fail);
      request.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.once('end', () =>
          end({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
        );
        if (line) leaveUnread(response, line.readMs);
      });
      if (line && body !== undefined) sendSlowly(request, body, line.sendMs);
      else request.end(body);
    });
  }

  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }
}

function withLength(
  method: string,
  headers: HttpRequest['headers'],
  body: string | undefined,
): Readonly<Record<string, string>> {
  if (body === undefined && method === 'GET') return headers;
  return { ...headers, 'content-length': String(Buffer.byteLength(body ?? '')) };
}

const REASONS: Readonly<Record<string, NoAnswer>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  ENOTFOUND: 'unknown_host',
  EAI_AGAIN: 'unknown_host',
  EMFILE: 'no_socket',
  ENFILE: 'no_socket',
  EADDRNOTAVAIL: 'no_socket',
  ENOBUFS: 'no_socket',
};

function reasonOf({ code = '' }: NodeJS.ErrnoException): NoAnswer {
  return REASONS[code] ?? (code.startsWith('HPE_') ? 'unreadable' : 'failed');
}
