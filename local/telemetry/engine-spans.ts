import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { TextBatch } from '#shared/telemetry/otlp/batch';
import { newSpanId } from '#shared/telemetry/otlp/ids';
import { nanosOfMs } from '#shared/telemetry/otlp/nanoseconds';
import {
  attributesText,
  attributeText,
  frameOf,
  placeText,
  SPAN_KINDS,
  STATUS_ERROR,
  statusText,
} from '#shared/telemetry/otlp/text';
import { engineResource } from './engine-resource.ts';
import type { SpanContext } from './span-context.ts';

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
  /** The error if the gateway answered in place of the function. */
  readonly error: { readonly type: string; readonly message: string } | undefined;
  readonly queue: QueueTime | undefined;
}

/** Time from a call's arrival until an environment received it. */
export interface QueueTime {
  /** `order/place-order` */
  readonly target: string;
  readonly functionName: string;
  readonly startMs: number;
  readonly tookMs: number;
  readonly cold: boolean;
}

const INTERNAL = SPAN_KINDS.indexOf('INTERNAL');
const SERVER = SPAN_KINDS.indexOf('SERVER');
const SERVER_ERROR = 500;
const FLUSH_AFTER_MS = 1_000;
const MAX_BODY_BYTES = 64 * 1024;

const COLD = attributeText(ATTRIBUTE.faasColdStart, true);

/**
 * Writes the engine's own spans as OTLP at once, with all that is the same for each call of a route written only once.
 * Only the text of a call is kept, outside of V8's heap: an SDK, or objects that wait to be written, would
 * cost more than the rest of the gateway.
 */
export class EngineSpans {
  readonly #batch: TextBatch;
  readonly #gatewayHeads = new Map<string, Map<string, string>>();
  readonly #queueHeads = new Map<string, string>();

  /** @param take is given bodies for /v1/traces, each of them good only until it returns */
  constructor(take: (body: Buffer) => void) {
    this.#batch = new TextBatch({
      frame: frameOf('traces', engineResource),
      sink: {
        send(body) {
          take(body);
          return undefined;
        },
      },
      delayMs: FLUSH_AFTER_MS,
      maxItems: Number.POSITIVE_INFINITY,
      maxBytes: MAX_BODY_BYTES,
    });
  }

  add(call: GatewayCall): void {
    this.#batch.add(call, this.#write);
  }

  flush(): void {
    void this.#batch.flush();
  }

  readonly #write = (call: GatewayCall): string =>
    call.queue
      ? `${this.#gatewaySpan(call)},${this.#queueSpan(call.context, call.queue)}`
      : this.#gatewaySpan(call);

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
      const attributes = openAttributes({
        [ATTRIBUTE.emulator]: 'queue',
        [ATTRIBUTE.faasName]: functionName,
      });
      head = `{"name":${JSON.stringify(`queue ${target}`)},"kind":${INTERNAL},"attributes":${attributes}`;
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
      const attributes = openAttributes({
        [ATTRIBUTE.emulator]: 'gateway',
        [ATTRIBUTE.httpMethod]: method,
        ...(route !== undefined && { [ATTRIBUTE.httpRoute]: route }),
      });
      head = `{"name":${name},"kind":${SERVER},"attributes":${attributes},${opened(ATTRIBUTE.urlPath)}`;
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
  const type = attributeText(ATTRIBUTE.errorType, error?.type ?? String(status));
  return `}},${type}],${statusText(STATUS_ERROR, error?.message)}`;
}

/** Ids and times, and the end. */
const placed = (traceId: string, spanId: string, startMs: number, tookMs: number): string =>
  `,${placeText(traceId, spanId, nanosOfMs(startMs), nanosOfMs(startMs, tookMs))}}`;

/** A list of attributes that more will be added to. */
const openAttributes = (values: Readonly<Record<string, string>>): string =>
  attributesText(values).slice(0, -1);
