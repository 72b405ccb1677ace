import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { engineResource, toAttributes } from './engine-resource.ts';
import type { OtlpSpan } from './otlp.ts';
import { newSpanId, type SpanContext } from './span-context.ts';

/** A call that the gateway has answered. */
export interface GatewayCall {
  readonly context: SpanContext;
  readonly method: string;
  readonly path: string;
  /** Template of the path; absent if none fits. */
  readonly route: string | undefined;
  readonly status: number;
  readonly requestId: string;
  /** Whole milliseconds since 1970, as functions tell it: what comes later then never seems to come first. */
  readonly startMs: number;
  readonly tookMs: number;
  /** What went wrong where the gateway answered in place of the function. */
  readonly error: { readonly type: string; readonly message: string } | undefined;
  readonly queue: QueueTime | undefined;
}

/** From when an environment was asked for until one had the call. */
export interface QueueTime {
  /** `order/place-order` */
  readonly target: string;
  readonly functionName: string;
  readonly startMs: number;
  readonly tookMs: number;
  readonly cold: boolean;
}

export type TakeSpans = (body: Buffer) => void;

const INTERNAL = 1;
const SERVER = 2;
const ERROR = 2;
const SERVER_ERROR = 500;
const NANOS_PER_MS = 1e6;
const FRACTION_DIGITS = 6;
const FLUSH_AFTER_MS = 1_000;
const FLUSH_AT_CALLS = 128;

/**
 * The engine's own spans. While calls are answered they are only noted down; the spans are made later, many at once.
 * An SDK would do more than that for each of them.
 */
export class EngineSpans {
  readonly #take: TakeSpans;
  #calls: GatewayCall[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(take: TakeSpans) {
    this.#take = take;
  }

  add(call: GatewayCall): void {
    this.#calls.push(call);
    if (this.#calls.length >= FLUSH_AT_CALLS) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), FLUSH_AFTER_MS).unref();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#calls.length === 0) return;
    const spans = this.#calls.flatMap(spansOf);
    this.#calls = [];
    const request = { resourceSpans: [{ resource: engineResource, scopeSpans: [{ spans }] }] };
    this.#take(Buffer.from(JSON.stringify(request)));
  }
}

function spansOf(call: GatewayCall): OtlpSpan[] {
  return call.queue ? [gatewaySpan(call), queueSpan(call, call.queue)] : [gatewaySpan(call)];
}

function gatewaySpan(call: GatewayCall): OtlpSpan {
  const { context, method, path, route, status, requestId, startMs, tookMs, error } = call;
  const isError = error !== undefined || status >= SERVER_ERROR;
  return {
    ...context,
    name: route === undefined ? `gateway ${method}` : `gateway ${method} ${route}`,
    kind: SERVER,
    startTimeUnixNano: nanos(startMs, 0),
    endTimeUnixNano: nanos(startMs, tookMs),
    attributes: toAttributes({
      [ATTRIBUTE.emulator]: 'gateway',
      [ATTRIBUTE.httpMethod]: method,
      ...(route !== undefined && { [ATTRIBUTE.httpRoute]: route }),
      [ATTRIBUTE.urlPath]: path,
      [ATTRIBUTE.httpStatus]: status,
      [ATTRIBUTE.requestId]: requestId,
      ...(isError && { [ATTRIBUTE.errorType]: error?.type ?? String(status) }),
    }),
    ...(isError && { status: { code: ERROR, ...(error && { message: error.message }) } }),
  };
}

function queueSpan({ context }: GatewayCall, queue: QueueTime): OtlpSpan {
  const { target, functionName, startMs, tookMs, cold } = queue;
  return {
    traceId: context.traceId,
    spanId: newSpanId(),
    parentSpanId: context.spanId,
    name: `queue ${target}`,
    kind: INTERNAL,
    startTimeUnixNano: nanos(startMs, 0),
    endTimeUnixNano: nanos(startMs, tookMs),
    attributes: toAttributes({
      [ATTRIBUTE.emulator]: 'queue',
      [ATTRIBUTE.faasName]: functionName,
      ...(cold && { [ATTRIBUTE.faasColdStart]: true }),
    }),
  };
}

function nanos(epochMs: number, offsetMs: number): string {
  const offset = Math.round(offsetMs * NANOS_PER_MS);
  const ms = epochMs + Math.floor(offset / NANOS_PER_MS);
  return `${ms}${String(offset % NANOS_PER_MS).padStart(FRACTION_DIGITS, '0')}`;
}
