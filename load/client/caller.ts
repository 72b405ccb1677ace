import type { Exchange, Line } from '#load/http/connections';
import type { Sender } from '#load/http/guarded';
import { parsedJson } from '#load/http/parsed-json';
import { UNREADABLE, withoutAnswer } from '#load/measure/outcome';
import type { Recorder } from '#load/measure/recorder';
import { kebabCase, type Route, type ServiceRoutes } from '#shared/http/route';
import type { ServiceName } from '#shared/services';
import { newSpanId, newTraceId, traceparentOf } from '#shared/telemetry/otlp/ids';
import { type Problem, problemOf } from './problem.ts';
import type { RouteBody, RouteInput } from './route-input.ts';

/** What all journeys share. */
export interface CallerTools {
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly connections: Sender;
  readonly recorder: Recorder;
  /** Begin of the ids of all requests. */
  readonly requestIds: string;
}

/** A call and what came of it. Times are those of `performance.now()`. */
export interface Reply<T> {
  readonly outcome: string;
  readonly status: number | undefined;
  /** The body of a success; undefined for every other answer. */
  readonly body: T | undefined;
  readonly problem: Problem | undefined;
  readonly requestId: string;
  readonly traceId: string;
  readonly dueMs: number;
  readonly sentMs: number | undefined;
  readonly endedMs: number;
}

interface CallOptions<R extends Route> {
  /** @default the name of the route in kebab case */
  readonly step?: string;
  /** Adds to the outcome what a success says: `201 confirmed`. */
  readonly detail?: (body: RouteBody<R>) => string;
}

export interface CallerOptions {
  readonly journey: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Visit of the caller, which no other caller of the load has. */
  readonly visit: string;
  /** Draws the line that the next request goes over. @default as fast as it goes */
  readonly drawLine?: (() => Line | undefined) | undefined;
}

/** Sends the requests of one journey, typed by the route tables, and records each. */
export class Caller {
  readonly #tools: CallerTools;
  readonly #options: CallerOptions;
  #requests = 0;
  #dueMs: number | undefined;

  constructor(tools: CallerTools, options: CallerOptions) {
    this.#tools = tools;
    this.#options = options;
  }

  get journey(): string {
    return this.#options.journey;
  }

  /** The next request is due at this time, and not when it is called. */
  setDue(ms: number): void {
    this.#dueMs = ms;
    this.#tools.recorder.late(performance.now() - ms);
  }

  async call<R extends Record<string, Route>, N extends keyof R & string>(
    table: ServiceRoutes<R>,
    name: N,
    { params, body, headers }: RouteInput<R[N]>,
    options: CallOptions<R[N]> = {},
  ): Promise<Reply<RouteBody<R[N]>>> {
    const route: R[N] = table.routes[name];
    const { recorder, connections, urls } = this.#tools;
    const { journey, visit, drawLine } = this.#options;
    const dueMs = this.#dueMs ?? performance.now();
    this.#dueMs = undefined;
    const requestId = `${this.#tools.requestIds}-${visit}-${this.#requests++}`;
    const traceId = newTraceId();
    const { section } = recorder;
    recorder.inFlight++;
    const request = {
      method: route.method,
      url: urls[table.service] + pathOf(route.path, params),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        'x-request-id': requestId,
        traceparent: traceparentOf({ traceId, spanId: newSpanId() }),
        ...this.#options.headers,
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      line: drawLine?.(),
    };
    const exchange = await connections.send(request, () => recorder.count('sent'));
    recorder.inFlight--;
    const { sentMs, answeredMs: endedMs } = exchange;
    const times = { dueMs, sentMs, endedMs };
    const read = readExchange(exchange, route, options.detail);
    const step = options.step ?? kebabCase(name);
    recorder.ended({ journey, step, outcome: read.outcome, section, ...times });
    return { ...read, requestId, traceId, ...times };
  }
}

const pathOf = (path: string, params: Readonly<Record<string, number>> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name]));

function readExchange<R extends Route>(
  { result }: Exchange,
  route: R,
  detail: ((body: RouteBody<R>) => string) | undefined,
): Pick<Reply<RouteBody<R>>, 'outcome' | 'status' | 'body' | 'problem'> {
  if ('noAnswer' in result) {
    return {
      outcome: withoutAnswer(result.noAnswer),
      status: undefined,
      body: undefined,
      problem: undefined,
    };
  }
  const { status, text } = result;
  const json = parsedJson(text);
  if (status !== (route.status ?? 200)) {
    const problem = problemOf(json);
    const outcome = problem.code === undefined ? String(status) : `${status} ${problem.code}`;
    return { outcome, status, body: undefined, problem };
  }
  const parsed = route.response.safeParse(json);
  if (!parsed.success) {
    return { outcome: `${status}${UNREADABLE}`, status, body: undefined, problem: undefined };
  }
  // read by this very schema
  const body = parsed.data as RouteBody<R>;
  const said = detail?.(body);
  return {
    outcome: said === undefined ? String(status) : `${status} ${said}`,
    status,
    body,
    problem: undefined,
  };
}
