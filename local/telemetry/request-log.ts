import { isatty } from 'node:tty';
import { hitIds } from '#shared/faults/hit-header';
import type { Log } from '../host/log.ts';
import type { Timing } from '../runtime/call-queue.ts';

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** `order/place-order`; absent where no function was called. */
  readonly target?: string | undefined;
  readonly timing?: Timing | undefined;
  /** Why the gateway answered in place of the function. */
  readonly failure?: string | undefined;
  readonly traceId?: string | undefined;
  /** The answer's `x-chaos-hit`. */
  readonly faultHits?: string | undefined;
}

export type RequestLog = (request: LoggedRequest) => void;

const STANDARD_OUTPUT = 1;
/** As nginx logs it: the client closed the connection before there was an answer. */
export const CLIENT_CLOSED = 499;
const STATUS_WIDTH = 3;
const MS_WIDTH = 7;
const ms = (value: number): string => value.toFixed(1).padStart(MS_WIDTH);

/** What stands in a line for a trace. */
export type TraceLink = (traceId: string) => string;

/** `GET /menus 200 …`: what the handler took, apart from it what queueing and a cold start added, and ⚡ faults. */
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

/** The address of a trace, or in a terminal a word that leads to it (OSC 8). */
export function createTraceLink(
  traceUrl: (traceId: string) => string,
  isTerminal: boolean = isatty(STANDARD_OUTPUT),
): TraceLink {
  return isTerminal ? (id) => `\x1b]8;;${traceUrl(id)}\x1b\\trace\x1b]8;;\x1b\\` : traceUrl;
}

/** One line per request at level `info`; costs nothing above it. */
export function createRequestLog(log: Log, traceLink?: TraceLink): RequestLog {
  const quiet = log.level === 'warn' || log.level === 'silent';
  return quiet ? () => undefined : (request) => log.info(requestLine(request, traceLink));
}
