import type http from 'node:http';
import type { Guard } from '../http/boundary.ts';
import type { Timing } from '../runtime/call-queue.ts';
import type { Failure } from '../runtime/invocation.ts';
import type { FunctionPool } from '../runtime/pool.ts';
import type { EventTemplate } from './event.ts';
import type { GatewayResponseType } from './gateway-response.ts';
import type { RequestHeaders } from './request-headers.ts';

export interface Route extends EventTemplate {
  readonly method: string;
  readonly path: string;
  readonly target: string;
  readonly timeoutMs: number;
  readonly pool: FunctionPool;
}

/** A request that the gateway is serving. */
export interface Exchange {
  readonly response: http.ServerResponse;
  readonly guard: Guard;
  readonly method: string;
  readonly path: string;
  readonly fullPath: string;
  readonly query: string;
  readonly headers: RequestHeaders;
  /** The id that the gateway gave the request. */
  readonly id: string;
  /** The id that the answer carries unless the function sets one. */
  readonly requestId: string;
  readonly ip: string;
  readonly nowMs: number;
  /** `nowMs` on the monotonic clock (`performance.now()`). */
  readonly startedMs: number;
  /** Timer of the gateway's time limit. */
  timer: NodeJS.Timeout | undefined;
  /** Removes the call from the queue; false if it is no longer queued. */
  withdraw: () => boolean;
  /** The exchange is recorded in the log; a second end is ignored. */
  isRecorded: boolean;
}

/** A call of a function. */
export interface Call {
  readonly route: Route;
  readonly askedMs: number;
  readonly timing: Timing;
  /** The answer's `x-chaos-hit`. */
  readonly faultHits?: string | undefined;
}

/** Why the gateway answered in place of the function. */
export interface Refusal {
  readonly refusal: GatewayResponseType;
  readonly failure: Failure | undefined;
}
