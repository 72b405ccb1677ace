import http from 'node:http';
import { logFailure } from '../host/failure-log.ts';
import type { Log } from '../host/log.ts';
import { Boundary, type RequestHandler } from './boundary.ts';
import { CONNECTION_LIMITS, type ConnectionLimits, serverOptions } from './connection-limits.ts';
import { AWS_ERRORS, REFUSALS, SERVICE_ERRORS } from './refusal.ts';

export interface HttpServerOptions {
  /** What the port is for, in messages. */
  readonly purpose: string;
  readonly log: Log;
  /** The port is no part of the API under test: the web pages of others get 403, and errors have AWS's form. */
  readonly guarded?: boolean | undefined;
  readonly limits?: ConnectionLimits | undefined;
}

/** An HTTP server that outlives its callers and its own handler. The only place that makes one. */
export function createHttpServer(handler: RequestHandler, options: HttpServerOptions): http.Server {
  const { purpose, log, guarded = false, limits = CONNECTION_LIMITS } = options;
  const errors = guarded ? AWS_ERRORS : SERVICE_ERRORS;
  const boundary = new Boundary({ purpose, log, errors, guarded, lingerMs: limits.lingerMs });
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
  // such as too many open files: the port goes on with the connections it has
  server.on('listening', () => server.on('error', (error) => logFailure(log, purpose, error)));
  return server;
}
