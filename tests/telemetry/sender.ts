import { counterText } from '#shared/telemetry/otlp/metric-text';
import { nanosOfMs } from '#shared/telemetry/otlp/nanoseconds';
import { bodyText, SPAN_KINDS, type SpanKindName, spanText } from '#shared/telemetry/otlp/text';

type Attributes = Readonly<Record<string, string | number>>;

export interface SpanToSend {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly kind: SpanKindName;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes?: Attributes;
}

/** One environment that sends telemetry to a collector, made by hand. */
export class Sender {
  readonly #endpoint: string;
  #last: () => Promise<void> = async () => undefined;
  #countedUntilMs = Date.now();
  readonly #resource: Readonly<Record<string, string>>;

  constructor(endpoint: string, service: string, instance: string = crypto.randomUUID()) {
    this.#endpoint = endpoint;
    this.#resource = {
      'service.name': service,
      'service.namespace': 'food-delivery',
      'service.instance.id': instance,
    };
  }

  spans(spans: readonly SpanToSend[]): Promise<void> {
    const texts = spans.map(({ kind, startMs, endMs, attributes = {}, ...span }) =>
      spanText({
        ...span,
        kind: SPAN_KINDS.indexOf(kind),
        startNanos: nanosOfMs(Math.round(startMs)),
        endNanos: nanosOfMs(Math.round(endMs)),
        attributes,
      }),
    );
    return this.#post('traces', bodyText('traces', this.#resource, texts));
  }

  /** Sends the count since the last call. */
  counter(name: string, by: number, attributes: Attributes = {}): Promise<void> {
    const startNanos = nanosOfMs(this.#countedUntilMs);
    this.#countedUntilMs = Math.max(Date.now(), this.#countedUntilMs + 1);
    const times = { startNanos, nanos: nanosOfMs(this.#countedUntilMs), from: 'delta' } as const;
    const metric = counterText(name, [{ value: by, attributes }], times);
    return this.#post('metrics', bodyText('metrics', this.#resource, [metric]));
  }

  /** Sends the last export once more. */
  repeat(): Promise<void> {
    return this.#last();
  }

  async #post(signal: 'traces' | 'metrics', body: string): Promise<void> {
    this.#last = () => this.#post(signal, body);
    const response = await fetch(`${this.#endpoint}/v1/${signal}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    if (!response.ok) throw new Error(`the collector answered ${response.status}: ${await response.text()}`);
  }
}
