import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { engineResource, toAttributes } from './engine-resource.ts';
import { newSpanId, type SpanContext } from './span-context.ts';
import { nanos } from './span-time.ts';

/** A call that the gateway has answered. */
export interface GatewayCall {
  readonly context: SpanContext;
  readonly method: string;
  readonly path: string;
  /** Template of the path; absent if none fits. */
  readonly route: string | undefined;
  readonly status: number;
  readonly requestId: string;
  /** Whole milliseconds since 1970, as functions send them, so that a later span never seems to start earlier. */
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

const INTERNAL = 1;
const SERVER = 2;
const ERROR = 2;
const SERVER_ERROR = 500;
const FLUSH_AFTER_MS = 1_000;
const BUFFER_BYTES = 64 * 1024;
/** The most that one character takes in UTF-8. */
const BYTES_PER_CHARACTER = 3;

const PREFIX = `{"resourceSpans":[{"resource":${JSON.stringify(engineResource)},"scopeSpans":[{"spans":[`;
const SUFFIX = ']}]}]}';
const COLD = attributesText({ [ATTRIBUTE.faasColdStart]: true });

/**
 * The engine's own spans, written as OTLP at once and by hand: nothing of a call outlives it but its text, outside of
 * V8's heap. An SDK, or only objects that wait to be written, would cost more than the call's way through the gateway.
 */
export class EngineSpans {
  readonly #take: (body: Buffer) => void;
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  readonly #gatewayHeads = new Map<string, Map<string, string>>();
  readonly #queueHeads = new Map<string, string>();
  readonly #start = this.#buffer.write(PREFIX);
  #end = this.#start;
  #timer: NodeJS.Timeout | undefined;

  /** @param take is given bodies for /v1/traces, each of them good only until it returns */
  constructor(take: (body: Buffer) => void) {
    this.#take = take;
  }

  add(call: GatewayCall): void {
    const spans = this.#gatewaySpan(call) + (call.queue ? this.#queueSpan(call.context, call.queue) : '');
    const most = spans.length * BYTES_PER_CHARACTER + SUFFIX.length;
    if (this.#end + most > BUFFER_BYTES) this.flush();
    if (this.#end + most > BUFFER_BYTES) {
      this.#take(Buffer.from(PREFIX + spans.slice(1) + SUFFIX)); // such as an error with a long message
      return;
    }
    this.#end += this.#buffer.write(this.#end === this.#start ? spans.slice(1) : spans, this.#end);
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_AFTER_MS).unref();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#end === this.#start) return;
    const end = this.#end + this.#buffer.write(SUFFIX, this.#end);
    this.#end = this.#start;
    this.#take(this.#buffer.subarray(0, end));
  }

  /** With a comma in front. */
  #gatewaySpan(call: GatewayCall): string {
    const { context, path, status, requestId, startMs, tookMs, error } = call;
    return (
      this.#gatewayHead(call) +
      JSON.stringify(path) +
      STATUS_MEMBER +
      status +
      REQUEST_MEMBER +
      JSON.stringify(requestId) +
      (error !== undefined || status >= SERVER_ERROR ? failed(status, error) : '}}]') +
      (context.parentSpanId === undefined ? '' : `,"parentSpanId":"${context.parentSpanId}"`) +
      placed(context.traceId, context.spanId, startMs, tookMs)
    );
  }

  #queueSpan(parent: SpanContext, { target, functionName, startMs, tookMs, cold }: QueueTime): string {
    let head = this.#queueHeads.get(target);
    if (head === undefined) {
      const attributes = attributesText({
        [ATTRIBUTE.emulator]: 'queue',
        [ATTRIBUTE.faasName]: functionName,
      });
      head = `,{"name":${JSON.stringify(`queue ${target}`)},"kind":${INTERNAL},"attributes":[${attributes}`;
      this.#queueHeads.set(target, head);
    }
    return (
      head +
      (cold ? `,${COLD}` : '') +
      `],"parentSpanId":"${parent.spanId}"` +
      placed(parent.traceId, newSpanId(), startMs, tookMs)
    );
  }

  /** All up to the path itself: the same for each call of a route. */
  #gatewayHead({ method, route }: GatewayCall): string {
    const key = route ?? '';
    let heads = this.#gatewayHeads.get(key);
    if (!heads) {
      heads = new Map();
      this.#gatewayHeads.set(key, heads);
    }
    let head = heads.get(method);
    if (head === undefined) {
      const name = JSON.stringify(route === undefined ? `gateway ${method}` : `gateway ${method} ${route}`);
      const attributes = attributesText({
        [ATTRIBUTE.emulator]: 'gateway',
        [ATTRIBUTE.httpMethod]: method,
        ...(route !== undefined && { [ATTRIBUTE.httpRoute]: route }),
      });
      head = `,{"name":${name},"kind":${SERVER},"attributes":[${attributes},${opened(ATTRIBUTE.urlPath)}`;
      heads.set(method, head);
    }
    return head;
  }
}

function opened(key: string, type = 'stringValue'): string {
  return `{"key":"${key}","value":{"${type}":`;
}
const STATUS_MEMBER = `}},${opened(ATTRIBUTE.httpStatus, 'intValue')}`;
const REQUEST_MEMBER = `}},${opened(ATTRIBUTE.requestId)}`;

function failed(status: number, error: GatewayCall['error']): string {
  const type = attributesText({ [ATTRIBUTE.errorType]: error?.type ?? String(status) });
  const told = { code: ERROR, ...(error && { message: error.message }) };
  return `}},${type}],"status":${JSON.stringify(told)}`;
}

/** Ids and times, and the end. */
function placed(traceId: string, spanId: string, startMs: number, tookMs: number): string {
  return (
    `,"traceId":"${traceId}","spanId":"${spanId}","startTimeUnixNano":"${nanos(startMs, 0)}",` +
    `"endTimeUnixNano":"${nanos(startMs, tookMs)}"}`
  );
}

function attributesText(values: Readonly<Record<string, string | boolean>>): string {
  return JSON.stringify(toAttributes(values)).slice(1, -1);
}
