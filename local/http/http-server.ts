import http from 'node:http';
import { logFailure } from '../host/failure-log.ts';
import type { Log } from '../host/log.ts';
import { Boundary, type RequestHandler } from './boundary.ts';
import { CONNECTION_LIMITS, type ConnectionLimits, serverOptions } from './connection-limits.ts';
import { AWS_ERRORS, REFUSALS, SERVICE_ERRORS } from './refusal.ts';

export interface HttpServerOptions {
  /** Name of the port in messages. */
  readonly purpose: string;
  readonly log: Log;
  /** Set for ports outside the API under test: web pages of other origins get 403, and errors have AWS's form. */
  readonly guarded?: boolean | undefined;
  /** Key that a guarded port asks every call for. */
  readonly networkKey?: string | undefined;
  readonly limits?: ConnectionLimits | undefined;
}

/** Creates an HTTP server that survives broken connections and errors of its handler. All servers are created here. */
export function createHttpServer(handler: RequestHandler, options: HttpServerOptions): http.Server {
  const { purpose, log, guarded = false, networkKey, limits = CONNECTION_LIMITS } = options;
  const errors = guarded ? AWS_ERRORS : SERVICE_ERRORS;
  const boundary = new Boundary({ purpose, log, errors, guarded, networkKey, lingerMs: limits.lingerMs });
  // a missing Host is refused by the boundary, in the form of the port
  const server = http.createServer({ ...serverOptions(limits), noDelay: true, requireHostHeader: false });
  server.on('request', (request, response) => boundary.take(handler, request, response));
  server.on('checkExpectation', (request, response) => {
    boundary.refuse(request, response, REFUSALS.expectation);
  });
  server.on('connect', (_, socket) => boundary.refuseTunnel(socket));
  server.on('clientError', (error, socket) => boundary.refuseConnection(error, socket));
  server.setTimeout(limits.idleMs, (socket) => {
    if (boundary.isIdle(socket)) socket.destroy();
  });
  // for example too many open files: existing connections are still served
  server.on('listening', () => server.on('error', (error) => logFailure(log, purpose, error)));
  return server;
}
