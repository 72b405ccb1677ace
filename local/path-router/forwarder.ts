import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { TRACE_ID_HEADER } from '#shared/telemetry/conventions';
import type { Guard } from '../http/boundary.ts';
import { endToEnd, lengthOf } from '../http/hop-headers.ts';
import { SERVICE_ERRORS, sendRefusal } from '../http/refusal.ts';
import { newRequestId } from '../http/request-id.ts';
import { CLIENT_CLOSED, type RequestLog } from '../telemetry/request-log.ts';

const BAD_GATEWAY = 502;
const UNREACHABLE = { status: BAD_GATEWAY, code: 'internal', detail: 'LocalStack does not answer' };

/** Forwards every call to a REST API under one base URL, and returns its answer byte for byte. */
export class Forwarder {
  readonly #base: URL;
  readonly #log: RequestLog;

  constructor(base: string, log: RequestLog) {
    this.#base = new URL(base);
    this.#log = log;
  }

  handle(request: IncomingMessage, response: ServerResponse, guard: Guard, prefix = ''): void {
    const { method = 'GET', url = '/' } = request;
    const [path] = url.split('?', 1);
    let isRecorded = false;
    const done = (status: number, traceId?: string): void => {
      if (!isRecorded) this.#log({ method, path: path ?? url, status, traceId });
      isRecorded = true;
    };
    const onward = http.request({
      hostname: this.#base.hostname,
      port: this.#base.port,
      path: this.#base.pathname.replace(/\/$/, '') + this.#rest(url, prefix),
      method,
      headers: ['host', this.#base.host, ...endToEnd(request.rawHeaders), ...lengthOf(request)],
    });
    const onAnswer = (answer: IncomingMessage): void => {
      const status = answer.statusCode ?? BAD_GATEWAY;
      answer.on('error', () => response.destroy());
      response.writeHead(status, endToEnd(answer.rawHeaders));
      answer.pipe(response);
      done(status, String(answer.headers[TRACE_ID_HEADER] ?? '') || undefined);
    };
    onward.on('response', guard(onAnswer));
    onward.on('error', () => {
      if (response.headersSent || response.destroyed) response.destroy();
      else sendRefusal(response, SERVICE_ERRORS, { refusal: UNREACHABLE, requestId: newRequestId() });
      done(BAD_GATEWAY);
    });
    response.on('close', () => {
      done(response.headersSent ? response.statusCode : CLIENT_CLOSED);
      onward.destroy();
    });
    request.pipe(onward);
  }

  #rest(url: string, prefix: string): string {
    const rest = url.slice(prefix.length);
    return rest.startsWith('/') ? rest : `/${rest}`;
  }
}
