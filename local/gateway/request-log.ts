import type { Log } from '../log.ts';
import type { Timing } from '../runtime/call-queue.ts';

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** `order/place-order`; absent where no function was called. */
  readonly target?: string;
  readonly timing?: Timing;
  /** Why the gateway answered in place of the function. */
  readonly failure?: string;
}

export type RequestLog = (request: LoggedRequest) => void;

const STATUS_WIDTH = 3;
const MS_WIDTH = 7;
const ms = (value: number): string => value.toFixed(1).padStart(MS_WIDTH);

/** `GET /menus 200 …`: what the handler took, and apart from it what queueing and a cold start added. */
export function requestLine({ method, path, status, target, timing, failure }: LoggedRequest): string {
  const code = String(status).padStart(STATUS_WIDTH);
  const start = timing?.cold ? 'cold' : 'warm';
  const times = timing ? `${ms(timing.runMs)} ms  +${timing.queuedMs.toFixed(1)} queued  ${start}  ` : '  ';
  return `${code}${times}${method} ${path}${target ? `  ${target}` : ''}${failure ? `  (${failure})` : ''}`;
}

/** One line per request at level `info`; costs nothing above it. */
export function createRequestLog(log: Log): RequestLog {
  const quiet = log.level === 'warn' || log.level === 'silent';
  return quiet ? () => undefined : (request) => log.info(requestLine(request));
}
