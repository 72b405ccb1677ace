import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleAll,
  handleWhen,
  type IRetryContext,
  type RetryPolicy,
  retry,
} from 'cockatiel';
import { dependencyError } from '#shared/db/dependency';
import { AppError } from '#shared/errors';
import { isUnprotected } from '#shared/faults/fault-scope';
import { type ClientSeam, type HttpCall, withoutFaults } from '#shared/faults/modes/calls';
import { createHttpClient, type HttpClient } from '#shared/http-client/client';
import { serviceAgent } from '#shared/http-client/service-agent';
import type { ServiceName } from '#shared/services';
import { noteAnswer, noteArguments } from '#shared/telemetry/call-values';
import { ATTRIBUTE, type StepSpan } from '#shared/telemetry/conventions';
import { outgoingHeaders } from '#shared/telemetry/propagation';
import { currentRequestId } from '#shared/telemetry/request-context';
import { tracedClient } from '#shared/telemetry/x-ray';
import { inCallSpan, noteOpenBreaker } from './call-span.ts';

export interface ServiceAnswer {
  readonly status: number;
  /** Parsed JSON; undefined where the body is none. */
  readonly body: unknown;
}

export interface ServiceRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Template of the path, for telemetry. @default the path */
  readonly route?: string;
  /** Step of an order that the call carries out, for telemetry. @default none */
  readonly step?: StepSpan;
  readonly token?: string;
  readonly body?: unknown;
  /** @default the service's */
  readonly timeoutMs?: number;
}

/** One of our own services, over HTTP. All calls made through it may be repeated. */
export interface HttpService {
  /** @throws AppError `dependency_*` for no answer, and for 429 and 5xx answers */
  call(request: ServiceRequest): Promise<ServiceAnswer>;
}

export interface HttpServiceOptions {
  /** Shown to callers, such as `The user service`. */
  readonly name: string;
  /** Its name in telemetry. */
  readonly service: ServiceName;
  readonly url: string;
  readonly timeoutMs: number;
  /** Stop calling a service that keeps failing. Recovery never does. */
  readonly breaker: boolean;
  /** Lets faults act on each try. @default none act */
  readonly faults?: ClientSeam<'http'>;
}

/** The breaker opens after this many failures in a row, and stays open this long. */
export const BREAKER = { failuresToOpen: 10, halfOpenAfterMs: 2_000 } as const;
const RETRY_WAIT_MS = 50;
const CONNECTIONS = 32;
const AGENT = serviceAgent('order');

const RETRY: RetryPolicy = retry(handleWhen(isPassing), {
  maxAttempts: 1,
  backoff: new DelegateBackoff(() => Math.random() * RETRY_WAIT_MS),
});

export function createHttpService({
  name,
  service,
  url,
  timeoutMs,
  breaker,
  faults = withoutFaults,
}: HttpServiceOptions): HttpService {
  const base = new URL(url);
  const client = tracedClient(createHttpClient({ url: base, mostConnections: CONNECTIONS }), base);
  const prefix = base.pathname.replace(/\/$/, '');

  function attempt(
    request: ServiceRequest,
    { repeats, leftMs }: { readonly repeats: number; readonly leftMs: number },
  ): Promise<ServiceAnswer> {
    return inCallSpan({ ...request, service, host: base, repeats, leftMs }, async (span) => {
      noteArguments(span, [request.path, request.token, request.body]);
      const full = { ...request, path: prefix + request.path };
      const answer = await faults(new Try(base.host, leftMs), () => send(client, full, repeats, leftMs));
      span.setAttribute(ATTRIBUTE.httpStatus, answer.status);
      noteAnswer(span, answer.body);
      const refusal = answer.status >= 400 ? codeOf(answer) : undefined;
      if (refusal !== undefined) span.setAttribute(ATTRIBUTE.stepResult, refusal);
      if (answer.status === 429 || answer.status >= 500) throw new BadAnswer(answer.status);
      return answer;
    });
  }
  /** The limit covers both attempts together. */
  function attemptTwice(request: ServiceRequest): Promise<ServiceAnswer> {
    const endsAt = performance.now() + (request.timeoutMs ?? timeoutMs);
    return RETRY.execute(({ attempt: repeats }: IRetryContext) =>
      attempt(request, { repeats, leftMs: endsAt - performance.now() }),
    );
  }
  const policy = circuitBreaker(handleAll, {
    halfOpenAfter: BREAKER.halfOpenAfterMs,
    breaker: new ConsecutiveBreaker(BREAKER.failuresToOpen),
  });
  return {
    async call(request) {
      try {
        if (!breaker || isUnprotected('breaker')) return await attemptTwice(request);
        return await policy.execute(() => attemptTwice(request));
      } catch (error) {
        if (error instanceof BrokenCircuitError) noteOpenBreaker(service);
        throw toAppError(name, error, policy.state === CircuitState.Open);
      }
    },
  };
}

/** What a fault on one try sees of it. */
class Try implements HttpCall {
  readonly host: string;
  readonly #endsAt: number;

  constructor(host: string, leftMs: number) {
    this.host = host;
    this.#endsAt = performance.now() + leftMs;
  }

  /** Made only for a fault that reads it: most tries have none. */
  get signal(): AbortSignal {
    return AbortSignal.timeout(Math.max(0, Math.floor(this.#endsAt - performance.now())));
  }
}

/** Returns the `code` of an error body. */
function codeOf({ body }: ServiceAnswer): string | undefined {
  const { code } = Object(body) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

class BadAnswer extends Error {
  override readonly name = 'BadAnswer';
  readonly status: number;

  constructor(status: number) {
    super(`answered ${status}`);
    this.status = status;
  }
}

/**
 * A call after a lost connection, or to a throttled or killed function, may pass; a 500 would come again, and no call has
 * more time than the first.
 */
function isPassing(error: unknown): boolean {
  return error instanceof BadAnswer ? error.status !== 500 : !isTooLate(error);
}

/** The time of the call is over: its client says so, or a fault that was aborted. */
function isTooLate(error: unknown): boolean {
  const { name } = error as Error;
  return name === 'TimeoutError' || name === 'AbortError';
}

function toAppError(name: string, error: unknown, open: boolean): AppError {
  if (error instanceof BadAnswer) {
    if (error.status === 504) return new AppError('dependency_timeout', `${name} did not answer in time`);
    if (error.status === 429 || error.status === 503) {
      return new AppError('dependency_unavailable', `${name} is unavailable`, { cause: error });
    }
    return new AppError('dependency_failed', `${name} failed`, { cause: error });
  }
  const cause = open ? new Error('the breaker is open', { cause: error }) : error;
  return dependencyError(name, isTooLate(error) ? { name: 'TimeoutError' } : cause);
}

async function send(
  client: HttpClient,
  { method, path, token, body }: ServiceRequest,
  repeats: number,
  timeoutMs: number,
): Promise<ServiceAnswer> {
  const requestId = currentRequestId();
  const headers = {
    accept: 'application/json',
    'user-agent': AGENT,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(requestId !== undefined && { 'x-request-id': requestId }),
    ...outgoingHeaders(repeats),
  };
  const text = body === undefined ? undefined : JSON.stringify(body);
  const answer = await client.request({ method, path, headers, body: text }, { timeoutMs });
  return { status: answer.status, body: parsed(answer.body.toString()) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
