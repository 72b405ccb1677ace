import type { ServerResponse } from 'node:http';
import { readBody } from '#local/http/body';
import type { Exchange } from '#local/http/pass-on';
import { newRequestId, newTraceId } from '#local/http/request-id';
import type { Timing } from '#local/runtime/call-queue';
import type { Outcome } from '#local/runtime/invocation';
import type { FunctionPool } from '#local/runtime/pool';
import { answer, refuse } from './lambda-answer.ts';
import { calledFunction, type LambdaCall } from './lambda-call.ts';
import { LambdaFault, notIn } from './lambda-fault.ts';
import { logTail, sizeOf } from './log-tail.ts';

const TYPES = ['RequestResponse', 'Event', 'DryRun'] as const;
const LOG_TYPES = ['None', 'Tail'] as const;
const REFUSED_STATUS: ReadonlyMap<string, number> = new Map([
  ['TooManyRequestsException', 429],
  ['RequestEntityTooLargeException', 413],
]);
const EXECUTED = { 'x-amz-executed-version': '$LATEST' };

/** Calls a function: waits for its answer, only accepts the event, or only checks the call. */
export function invoke(call: LambdaCall, exchange: Exchange): void {
  const { pool, model } = calledFunction(call);
  const type = headerOf(call, 'x-amz-invocation-type', 'invocationType', TYPES);
  const log = headerOf(call, 'x-amz-log-type', 'logType', LOG_TYPES);
  withEvent(exchange, (event) => {
    if (type === 'DryRun') answer(exchange.response, 204, '', EXECUTED);
    else if (type === 'Event') {
      pool.invoke(event, newTraceId(Date.now(), newRequestId()), () => undefined);
      answer(exchange.response, 202, '', EXECUTED);
    } else if (log === 'Tail') return invokeWithLog(pool, call.functions.logFile(model.key), exchange, event);
    else invokeNow(pool, exchange, event, (outcome) => sendOutcome(exchange.response, outcome));
    return undefined;
  });
}

/** The older form of an invocation of the type `Event`. */
export function invokeAsync(call: LambdaCall, exchange: Exchange): void {
  const { pool } = calledFunction(call);
  withEvent(exchange, (event) => {
    pool.invoke(event, newTraceId(Date.now(), newRequestId()), () => undefined);
    answer(exchange.response, 202, '{"Status":202}');
  });
}

function headerOf<T extends string>(
  { request }: LambdaCall,
  header: string,
  member: string,
  [first, ...others]: readonly [T, ...T[]],
): T {
  const given = request.headers[header];
  const found = given === undefined ? first : [first, ...others].find((each) => each === given);
  if (found === undefined) throw notIn(member, String(given), [first, ...others]);
  return found;
}

function withEvent({ request, response, guard }: Exchange, use: (event: string) => unknown): void {
  readBody(
    request,
    guard((body) => {
      if (!body) {
        refuse(response, new LambdaFault(413, 'RequestTooLargeException', 'the event is larger than 6 MB'));
        return undefined;
      }
      const event = body.length === 0 ? '{}' : body.toString();
      if (isJson(event)) return use(event);
      const text = 'Could not parse request body into json';
      refuse(response, new LambdaFault(400, 'InvalidRequestContentException', text));
      return undefined;
    }),
  );
}

function invokeNow(
  pool: FunctionPool,
  { response, guard }: Exchange,
  event: string,
  done: (outcome: Outcome, timing: Timing) => unknown,
): void {
  const withdraw = pool.invoke(event, newTraceId(Date.now(), newRequestId()), guard(done));
  response.once('close', withdraw);
}

async function invokeWithLog(
  pool: FunctionPool,
  file: string,
  exchange: Exchange,
  event: string,
): Promise<void> {
  const from = await sizeOf(file);
  invokeNow(pool, exchange, event, async (outcome, { runMs }) => {
    const requestId = newRequestId();
    const log = await logTail(file, from, { requestId, runMs, memoryMb: pool.spec.memoryMb });
    sendOutcome(exchange.response, outcome, { 'x-amz-log-result': log, 'x-amzn-requestid': requestId });
  });
}

function sendOutcome(response: ServerResponse, outcome: Outcome, headers = {}): void {
  if (outcome.ok) {
    answer(response, 200, outcome.payload, { ...EXECUTED, ...headers });
    return;
  }
  const { type, message, payload } = outcome;
  // a function may throw an error of the same name
  const refused = payload === undefined ? REFUSED_STATUS.get(type) : undefined;
  if (refused !== undefined) refuse(response, new LambdaFault(refused, type, message));
  else {
    const body = payload ?? JSON.stringify({ errorType: type, errorMessage: message });
    answer(response, 200, body, { ...EXECUTED, ...headers, 'x-amz-function-error': 'Unhandled' });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
