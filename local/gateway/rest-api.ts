import type http from 'node:http';
import { FAULT_HIT_HEADER } from '#shared/faults/hit-header';
import { TRACE_ID_HEADER } from '#shared/telemetry/conventions';
import { readBody } from '../http/body.ts';
import type { Guard } from '../http/boundary.ts';
import { newRequestId, newTraceId } from '../http/request-id.ts';
import type { Timing } from '../runtime/call-queue.ts';
import type { Failure, Outcome } from '../runtime/invocation.ts';
import type { FunctionPool } from '../runtime/pool.ts';
import { ACCOUNT_ID } from '../runtime/variables.ts';
import type { EngineSpans } from '../telemetry/engine-spans.ts';
import type { ExchangeMeter } from '../telemetry/exchange-meter.ts';
import type { RecentAnswers } from '../telemetry/recent-answers.ts';
import { CLIENT_CLOSED, type RequestLog } from '../telemetry/request-log.ts';
import type { ApiModel } from '../template/model.ts';
import { type Answer, headerOf, readAnswer, sendAnswer } from './answer.ts';
import { buildEvent, eventTemplate } from './event.ts';
import type { Call, Exchange, Route } from './exchange.ts';
import { createExchangeRecorder, type ExchangeRecorder } from './exchange-recorder.ts';
import { type GatewayResponseType, gatewayAnswer } from './gateway-response.ts';
import { readHeaders } from './request-headers.ts';
import { createRouter, type Match } from './router.ts';

const MALFORMED: Failure = {
  type: 'malformed answer',
  message: 'not the result of a Lambda proxy integration',
};
const REFUSALS: ReadonlyMap<string, GatewayResponseType> = new Map([
  ['TooManyRequestsException', 'THROTTLED'],
  ['RequestEntityTooLargeException', 'REQUEST_TOO_LARGE'],
]);
const NOT_QUEUED = (): boolean => false;

/** One REST API (v1) with Lambda proxy integrations. */
export class RestApi {
  readonly model: ApiModel;
  readonly #find: (method: string, path: string) => Match<Route> | undefined;
  readonly #record: ExchangeRecorder;
  readonly #isTraced: boolean;
  readonly #stagePrefix: string;

  /**
   * @param spans receives a span for each call; absent without telemetry
   * @param answers keeps what conditions are measured by
   * @param meter counts what the console shows
   */
  constructor(
    model: ApiModel,
    poolOf: (functionName: string) => FunctionPool,
    log: RequestLog,
    spans?: EngineSpans,
    answers?: RecentAnswers,
    meter?: ExchangeMeter,
  ) {
    this.model = model;
    this.#record = createExchangeRecorder(log, spans, answers, meter);
    this.#isTraced = spans !== undefined;
    this.#stagePrefix = `/${model.stage}`;
    this.#find = createRouter(
      model.routes.map(
        ({ method, path, resourceId, target, timeoutMs }): Route => ({
          ...eventTemplate({ ...model, accountId: ACCOUNT_ID }, path, resourceId),
          method,
          path,
          timeoutMs,
          target: target.key,
          pool: poolOf(target.name),
        }),
      ),
    );
  }

  /** Serves a request. `prefix` is the leading part of the path that belongs to the path router, not to the API. */
  handle(request: http.IncomingMessage, response: http.ServerResponse, guard: Guard, prefix = ''): void {
    const { socket, method = 'GET', url = '/' } = request;
    const nowMs = Date.now();
    const isTraced = this.#isTraced;
    const startedMs = performance.now();
    const id = newRequestId();
    const ip = socket.remoteAddress ?? '127.0.0.1';
    const arrival = { ip, port: socket.localPort ?? 0, newTraceId: newTraceId(nowMs, id), isTraced };
    const headers = readHeaders(request.rawHeaders, arrival);
    const queryAt = url.indexOf('?');
    const fullPath = queryAt < 0 ? url : url.slice(0, queryAt);
    const query = queryAt < 0 ? '' : url.slice(queryAt + 1);
    const path = this.#withoutStage(fullPath.slice(prefix.length) || '/');
    const requestId = headers.requestId ?? id;
    const exchange: Exchange = {
      response,
      guard,
      method,
      path,
      fullPath,
      query,
      headers,
      id,
      requestId,
      ip,
      nowMs,
      startedMs,
      timer: undefined,
      withdraw: NOT_QUEUED,
      isRecorded: false,
    };
    const match = this.#find(method, path);
    if (!match) {
      request.resume();
      this.#refuse(exchange, 'MISSING_AUTHENTICATION_TOKEN');
      return;
    }
    response.once(
      'close',
      guard(() => this.#leave(exchange, match.route)),
    );
    if (!headers.hasBody) this.#call(match, exchange, undefined);
    else {
      readBody(
        request,
        guard((body) => {
          if (body) this.#call(match, exchange, body);
          else this.#refuse(exchange, 'REQUEST_TOO_LARGE', { route: match.route });
        }),
      );
    }
  }

  /** Strips the stage from a path, as AWS does: `/local/docs` becomes `/docs`. */
  #withoutStage(path: string): string {
    if (!path.startsWith(this.#stagePrefix)) return path;
    const rest = path.slice(this.#stagePrefix.length);
    return rest === '' ? '/' : rest.startsWith('/') ? rest : path;
  }

  #call(match: Match<Route>, exchange: Exchange, body: Buffer | undefined): void {
    const { route } = match;
    const { pool, timeoutMs } = route;
    const { guard } = exchange;
    const askedMs = Date.now();
    exchange.withdraw = pool.invoke(
      buildEvent(match, exchange, body),
      exchange.headers.traceId,
      guard((outcome: Outcome, timing: Timing) => {
        if (exchange.isRecorded) return;
        clearTimeout(exchange.timer);
        this.#answer(exchange, outcome, { route, askedMs, timing });
      }),
    );
    if (exchange.isRecorded) return; // the pool refused the call synchronously
    exchange.timer = setTimeout(
      guard(() => {
        exchange.withdraw();
        this.#refuse(exchange, 'INTEGRATION_TIMEOUT', { route });
      }),
      timeoutMs,
    );
  }

  /**
   * Handles a closed connection. A queued call is withdrawn. A running function goes on, as on AWS, and its end is
   * recorded.
   */
  #leave(exchange: Exchange, route: Route): void {
    if (exchange.isRecorded) return;
    const { timer, response } = exchange;
    clearTimeout(timer);
    const runs = timer !== undefined && !exchange.withdraw();
    if (runs) return;
    // the HTTP server may already have answered, for example with 408
    this.#record(exchange, response.headersSent ? response.statusCode : CLIENT_CLOSED, { route });
  }

  #answer(exchange: Exchange, outcome: Outcome, call: Call): void {
    if (exchange.response.destroyed) {
      this.#record(exchange, CLIENT_CLOSED, call);
      return;
    }
    if (!outcome.ok) {
      // a function may throw an error of the same name
      const refusal = outcome.payload === undefined ? REFUSALS.get(outcome.type) : undefined;
      this.#refuse(exchange, refusal ?? 'INTEGRATION_FAILURE', call, outcome);
      return;
    }
    const answer = readAnswer(outcome.payload);
    if (answer && this.#send(exchange, answer)) {
      const faultHits = headerOf(answer.headers, FAULT_HIT_HEADER);
      this.#record(exchange, answer.status, faultHits === undefined ? call : { ...call, faultHits });
    } else this.#refuse(exchange, 'INTEGRATION_FAILURE', call, MALFORMED);
  }

  #refuse(exchange: Exchange, type: GatewayResponseType, call: Partial<Call> = {}, failure?: Failure): void {
    const { method, requestId, fullPath: path, headers } = exchange;
    const context = { requestId, method, path, stage: this.model.stage };
    const answer = gatewayAnswer(this.model.responses, type, context);
    if (headers.span) answer.headers.push(TRACE_ID_HEADER, headers.span.traceId);
    this.#send(exchange, answer);
    this.#record(exchange, answer.status, call, { refusal: type, failure });
  }

  /** Sends an answer; false if Node rejects the function's headers. */
  #send({ response, requestId, id }: Exchange, answer: Answer): boolean {
    try {
      sendAnswer(response, answer, requestId, id);
      return true;
    } catch {
      return false;
    }
  }
}
