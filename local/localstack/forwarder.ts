import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { CORS_HEADERS } from '#shared/http/cors';
import { TRACE_ID_HEADER } from '#shared/telemetry/conventions';
import { endToEnd, lengthOf } from '../gateway/hop-headers.ts';
import { newRequestId } from '../gateway/request-id.ts';
import type { RequestLog } from '../gateway/request-log.ts';
import { readTarget } from '../gateway/request-target.ts';

const BAD_GATEWAY = 502;

/** Sends every call on to a REST API that lies under one URL, and its answer back, byte for byte. */
export class Forwarder {
  readonly #base: URL;
  readonly #log: RequestLog;

  constructor(base: string, log: RequestLog) {
    this.#base = new URL(base);
    this.#log = log;
  }

  handle(request: IncomingMessage, response: ServerResponse, prefix = ''): void {
    const { method = 'GET' } = request;
    const { origin: url } = readTarget(request.url ?? '/');
    const [path] = url.split('?', 1);
    const done = (status: number, traceId?: string): void =>
      this.#log({ method, path: path ?? url, status, traceId });
    const onward = http.request({
      hostname: this.#base.hostname,
      port: this.#base.port,
      path: this.#base.pathname.replace(/\/$/, '') + this.#rest(url, prefix),
      method,
      headers: ['host', this.#base.host, ...endToEnd(request.rawHeaders), ...lengthOf(request)],
    });
    onward.on('response', (answer) => {
      const status = answer.statusCode ?? BAD_GATEWAY;
      response.writeHead(status, endToEnd(answer.rawHeaders));
      answer.on('error', () => response.destroy());
      answer.pipe(response);
      done(status, String(answer.headers[TRACE_ID_HEADER] ?? '') || undefined);
    });
    onward.on('error', () => {
      if (response.headersSent) response.destroy();
      else refuse(response);
      done(BAD_GATEWAY);
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }

  #rest(url: string, prefix: string): string {
    const rest = url.slice(prefix.length);
    return rest.startsWith('/') ? rest : `/${rest}`;
  }
}

function refuse(response: ServerResponse): void {
  const id = newRequestId();
  const body = JSON.stringify({ detail: 'LocalStack does not answer', code: 'internal', request_id: id });
  response.writeHead(BAD_GATEWAY, {
    ...CORS_HEADERS,
    'content-type': 'application/json',
    'content-length': body.length,
    'x-request-id': id,
  });
  response.end(body);
}
