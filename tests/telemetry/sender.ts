import { randomBytes } from 'node:crypto';
import { KINDS, type Kind, keyValues, nanoseconds } from './otlp.ts';

type Attributes = Readonly<Record<string, string | number>>;

const SPAN_ID_BYTES = 8;
const TRACE_ID_BYTES = 16;
const DELTA = 1;

export const newTraceId = (): string => randomBytes(TRACE_ID_BYTES).toString('hex');
export const newSpanId = (): string => randomBytes(SPAN_ID_BYTES).toString('hex');

export interface SpanToSend {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly kind: Kind;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes?: Attributes;
}

/** One environment that sends telemetry to a collector, made by hand. */
export class Sender {
  readonly #endpoint: string;
  #last: () => Promise<void> = async () => undefined;
  #countedUntilMs = Date.now();
  readonly #resource: { readonly attributes: ReturnType<typeof keyValues> };

  constructor(endpoint: string, service: string, instance: string = crypto.randomUUID()) {
    this.#endpoint = endpoint;
    this.#resource = {
      attributes: keyValues({
        'service.name': service,
        'service.namespace': 'food-delivery',
        'service.instance.id': instance,
      }),
    };
  }

  spans(spans: readonly SpanToSend[]): Promise<void> {
    const encoded = spans.map(({ kind, startMs, endMs, attributes = {}, ...span }) => ({
      ...span,
      kind: KINDS.indexOf(kind),
      startTimeUnixNano: nanoseconds(startMs),
      endTimeUnixNano: nanoseconds(endMs),
      attributes: keyValues(attributes),
      flags: 0x101,
    }));
    return this.#post('traces', {
      resourceSpans: [{ resource: this.#resource, scopeSpans: [{ spans: encoded }] }],
    });
  }

  /** What was counted since the last time. */
  counter(name: string, by: number, attributes: Attributes = {}): Promise<void> {
    const sinceMs = this.#countedUntilMs;
    this.#countedUntilMs = Math.max(Date.now(), sinceMs + 1);
    const point = {
      attributes: keyValues(attributes),
      startTimeUnixNano: nanoseconds(sinceMs),
      timeUnixNano: nanoseconds(this.#countedUntilMs),
      asInt: String(by),
    };
    const metric = { name, sum: { aggregationTemporality: DELTA, isMonotonic: true, dataPoints: [point] } };
    return this.#post('metrics', {
      resourceMetrics: [{ resource: this.#resource, scopeMetrics: [{ metrics: [metric] }] }],
    });
  }

  /** Sends the last export once more. */
  repeat(): Promise<void> {
    return this.#last();
  }

  async #post(signal: 'traces' | 'metrics', body: unknown): Promise<void> {
    this.#last = () => this.#post(signal, body);
    const response = await fetch(`${this.#endpoint}/v1/${signal}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`the collector answered ${response.status}: ${await response.text()}`);
  }
}
