import { serviceAgent } from '#shared/http-client/service-agent';
import { traceparentOf, untracedParent } from '#shared/telemetry/otlp/ids';
import { requestIdOr } from '../http/request-id.ts';
import { receiveContext, type SpanContext } from '../telemetry/span-context.ts';

/** Everything the gateway needs from a request's headers, collected in one pass. */
export interface RequestHeaders {
  /** `headers` of the event, as JSON: the last value of each name. */
  readonly single: string;
  /** `multiValueHeaders` of the event, as JSON. */
  readonly multi: string;
  readonly userAgent: string;
  readonly traceId: string;
  /** The caller's `x-request-id`, if it is valid. */
  readonly requestId: string | undefined;
  readonly hasBody: boolean;
  /** Context of the gateway's span, the parent of the function's span; undefined without telemetry. */
  readonly span: SpanContext | undefined;
}

export interface Arrival {
  readonly ip: string;
  readonly port: number;
  /** X-Ray trace id for a caller that sends none. */
  readonly newTraceId: string;
  readonly isTraced: boolean;
}

/** Headers of the connection to the gateway; they are not part of the request. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
]);

/** The engine's own calls, of which neither log nor trace is written. */
export const ENGINE_AGENT = serviceAgent('engine');

/** Reads Node's flat list of names and values, and adds the headers that API Gateway adds. */
export function readHeaders(raw: readonly string[], arrival: Arrival): RequestHeaders {
  const values = new Map<string, string[]>();
  let userAgent = '';
  let traceId = '';
  let requestId: string | undefined;
  let forwardedFor = '';
  let hasBody = false;
  let traceparent: string | undefined;
  let hasState = false;
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] ?? '';
    const value = raw[at + 1] ?? '';
    const lower = name.toLowerCase();
    if (lower === 'transfer-encoding' || (lower === 'content-length' && value !== '0')) hasBody = true;
    if (HOP_BY_HOP.has(lower)) continue;
    if (lower === 'x-forwarded-for') {
      forwardedFor = `${value}, `;
      continue;
    }
    if (lower === 'x-forwarded-port' || lower === 'x-forwarded-proto') continue;
    if (lower === 'traceparent' && arrival.isTraced) {
      traceparent = traceparent === undefined ? value : ''; // a repeated traceparent is invalid
      continue;
    }
    if (lower === 'tracestate') hasState = true;
    if (lower === 'user-agent') userAgent = value;
    else if (lower === 'x-amzn-trace-id') traceId = value;
    else if (lower === 'x-request-id') requestId = requestIdOr(requestId, value);
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  const isOwn = userAgent === ENGINE_AGENT;
  const span = arrival.isTraced && !isOwn ? receiveContext(traceparent) : undefined;
  if (isOwn) values.set('traceparent', [untracedParent()]);
  // tracestate is dropped together with an invalid traceparent
  if (hasState && span && span.parentSpanId === undefined) remove(values, 'tracestate');
  let single = '{';
  let multi = '{';
  for (const [name, list] of values) {
    const key = JSON.stringify(name);
    const last = JSON.stringify(list.at(-1));
    single += `${key}:${last},`;
    multi += list.length === 1 ? `${key}:[${last}],` : `${key}:${JSON.stringify(list)},`;
  }
  if (traceId === '') {
    traceId = arrival.newTraceId;
    single += `"X-Amzn-Trace-Id":"${traceId}",`;
    multi += `"X-Amzn-Trace-Id":["${traceId}"],`;
  }
  if (span) {
    const ours = traceparentOf(span);
    single += `"traceparent":"${ours}",`;
    multi += `"traceparent":["${ours}"],`;
  }
  const from = JSON.stringify(forwardedFor + arrival.ip);
  single += `"X-Forwarded-For":${from},"X-Forwarded-Port":"${arrival.port}","X-Forwarded-Proto":"http"}`;
  multi += `"X-Forwarded-For":[${from}],"X-Forwarded-Port":["${arrival.port}"],"X-Forwarded-Proto":["http"]}`;
  return { single, multi, userAgent, traceId, requestId, hasBody, span };
}

function remove(values: Map<string, unknown>, lowerName: string): void {
  for (const name of values.keys()) if (name.toLowerCase() === lowerName) values.delete(name);
}
