import { hitIds } from '#shared/faults/hit-header';
import type { Log } from '../host/log.ts';
import type { Timing } from '../runtime/call-queue.ts';
import type { TraceLink } from './trace-link.ts';

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Function such as `order/place-order`; undefined if none was called. */
  readonly target?: string | undefined;
  readonly timing?: Timing | undefined;
  /** Reason why the gateway answered in place of the function. */
  readonly failure?: string | undefined;
  readonly traceId?: string | undefined;
  /** Header `x-chaos-hit` of the answer. */
  readonly faultHits?: string | undefined;
}

export type RequestLog = (request: LoggedRequest) => void;

/** nginx's status for a client that closed the connection before the answer. */
export const CLIENT_CLOSED = 499;
const STATUS_WIDTH = 3;
const MS_WIDTH = 7;
const ms = (value: number): string => value.toFixed(1).padStart(MS_WIDTH);

/** Formats a line such as `GET /menus 200 …`: handler time, added time of queueing and cold start, ⚡ faults. */
export function requestLine(request: LoggedRequest, traceLink?: TraceLink): string {
  const { method, path, status, target, timing, traceId, faultHits } = request;
  const failure = status === CLIENT_CLOSED ? 'client closed request' : request.failure;
  const code = String(status).padStart(STATUS_WIDTH);
  const start = timing?.cold ? 'cold' : 'warm';
  const times = timing ? `${ms(timing.runMs)} ms  +${timing.queuedMs.toFixed(1)} queued  ${start}  ` : '  ';
  const link = traceLink && traceId !== undefined ? `  ${traceLink(traceId)}` : '';
  const faults = faultHits === undefined ? '' : `  ⚡ ${hitIds(faultHits).join(' ')}`;
  return `${code}${times}${method} ${path}${target ? `  ${target}` : ''}${faults}${failure ? `  (${failure})` : ''}${link}`;
}

/** Creates a log of one line per request at level `info`. Above that level it costs nothing. */
export function createRequestLog(log: Log, traceLink?: TraceLink): RequestLog {
  const quiet = log.level === 'warn' || log.level === 'silent';
  return quiet ? () => undefined : (request) => log.info(requestLine(request, traceLink));
}
