import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { logFailure } from '../host/failure-log.ts';
import type { Log } from '../host/log.ts';
import { guardRefusal } from './guard-refusal.ts';
import { BadRequest, type ErrorForm, REFUSALS, type Refusal, refusalBytes, sendRefusal } from './refusal.ts';
import { newRequestId, requestIdOr } from './request-id.ts';
import { toOriginForm } from './request-target.ts';

/** Wraps a callback of a handler, so that its exceptions and rejections are answered like those of the handler. */
export type Guard = <Args extends readonly unknown[]>(
  step: (...args: Args) => unknown,
) => (...args: Args) => void;
export type RequestHandler = (request: IncomingMessage, response: ServerResponse, guard: Guard) => unknown;

export interface BoundaryOptions {
  /** Name of the port in log lines. */
  readonly purpose: string;
  readonly log: Log;
  readonly errors: ErrorForm;
  /** Web pages of other origins get 403. */
  readonly guarded: boolean;
  /** Key that a guarded port asks every call for. */
  readonly networkKey?: string | undefined;
  readonly lingerMs: number;
}

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';
const NO_CONTENT = 204;

/** Error boundary of one port: every request is answered, and every exception is caught. */
export class Boundary {
  readonly #options: BoundaryOptions;
  /** Answer to the latest request of each connection. With pipelining it may still be queued behind earlier ones. */
  readonly #latest = new WeakMap<Duplex, ServerResponse>();
  readonly #refused = new WeakSet<Duplex>();

  constructor(options: BoundaryOptions) {
    this.#options = options;
  }

  take(handler: RequestHandler, request: IncomingMessage, response: ServerResponse): void {
    this.#latest.set(request.socket, response);
    const fail = (error: unknown): void => this.#fail(request, response, error);
    const guard: Guard =
      (step) =>
      (...args) => {
        try {
          const result = step(...args);
          if (result instanceof Promise) result.catch(fail);
        } catch (error) {
          fail(error);
        }
      };
    guard(() => {
      const { guarded, networkKey } = this.#options;
      const refusal = guarded ? guardRefusal(request, networkKey) : undefined;
      if (refusal) {
        request.resume();
        this.refuse(request, response, refusal);
        return undefined;
      }
      if (request.url === '*' && request.method === 'OPTIONS') {
        this.#answerOptions(request, response);
        return undefined;
      }
      toOriginForm(request);
      if (request.httpVersion === '1.1' && request.headers.host === undefined) {
        throw new BadRequest('The header Host is missing.');
      }
      return handler(request, response, guard);
    })();
  }

  refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal, isLast = false): void {
    if (response.headersSent || response.destroyed) {
      // part of the answer is already sent: only closing the connection is left
      if (!response.writableEnded) response.destroy();
      return;
    }
    const { errors } = this.#options;
    const form = errors.other?.(request) ?? errors;
    const id = requestIdOr(newRequestId(), request.headers['x-request-id']);
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    const headers = isLast ? { connection: 'close' } : {};
    sendRefusal(response, form, { refusal, requestId: id, headers });
  }

  /** Refuses a connection whose request Node could not parse, or did not receive in time. */
  refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
    const response = this.#latest.get(socket);
    const left = error.code === 'HPE_INVALID_EOF_STATE' && response?.req.complete === false;
    if (!socket.writable || error.code === 'ECONNRESET' || left) socket.destroy();
    else if (response?.closed && !response.req.complete) socket.destroy();
    else if (!response || response.closed) this.#end(error, socket);
    else if (response.req.complete || response.headersSent) {
      // the answers to earlier requests are sent first
      response.once('close', () => this.refuseConnection(error, socket));
    } else this.refuse(response.req, response, refusalOf(error), true);
  }

  /** Refuses a CONNECT request, for which Node hands over the raw connection. */
  refuseTunnel(socket: Duplex): void {
    socket.on('error', () => socket.destroy());
    socket.end(refusalBytes(this.#options.errors, REFUSALS.method, newRequestId()));
    socket.resume();
    this.#destroyLater(socket);
  }

  /** Returns whether a connection that timed out has no request in progress. */
  isIdle(socket: Duplex): boolean {
    const response = this.#latest.get(socket);
    return response === undefined || response.writableEnded;
  }

  #end(error: NodeJS.ErrnoException, socket: Duplex): void {
    if (this.#refused.has(socket)) return;
    this.#refused.add(socket);
    const { log, purpose, errors } = this.#options;
    const refusal = refusalOf(error);
    const isUnused = 'bytesRead' in socket && socket.bytesRead === 0;
    if (isUnused) {
      socket.destroy();
      return;
    }
    log.debug(`${purpose}: ${refusal.status} to a connection without a whole request (${error.message})`);
    socket.end(refusalBytes(errors, refusal, newRequestId()));
    this.#destroyLater(socket);
  }

  #destroyLater(socket: Duplex): void {
    setTimeout(() => socket.destroy(), this.#options.lingerMs).unref();
  }

  #fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const { log, purpose } = this.#options;
    const what = `${purpose}: ${request.method} ${request.url}`;
    if (error instanceof BadRequest) {
      log.info(`${what}: ${REFUSALS.malformed.status} ${error.message}`);
      this.refuse(request, response, { ...REFUSALS.malformed, detail: error.message });
      return;
    }
    logFailure(log, what, error);
    this.refuse(request, response, REFUSALS.internal);
  }

  #answerOptions(request: IncomingMessage, response: ServerResponse): void {
    const id = requestIdOr(newRequestId(), request.headers['x-request-id']);
    response.writeHead(NO_CONTENT, { ...this.#options.errors.headers, allow: METHODS, 'x-request-id': id });
    response.end();
  }
}

function refusalOf({ code }: NodeJS.ErrnoException): Refusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return REFUSALS.incomplete;
  if (code === 'HPE_HEADER_OVERFLOW') return REFUSALS.head;
  return code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW' ? REFUSALS.chunkExtensions : REFUSALS.malformed;
}
