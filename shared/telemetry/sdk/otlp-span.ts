import {
  type Attributes,
  type AttributeValue,
  type Exception,
  type HrTime,
  type Link,
  type Span,
  type SpanContext,
  SpanKind,
  type SpanOptions,
  type SpanStatus,
  SpanStatusCode,
  type TimeInput,
} from '@opentelemetry/api';
import { addHrTimes, isTimeInput, millisToHrTime, timeInputToHrTime } from '@opentelemetry/core';
import type { TextBatch } from '../otlp/batch.ts';
import { nanosOfHrTime } from '../otlp/nanoseconds.ts';
import { type SpanEvent, spanText } from '../otlp/text.ts';
import { isAttributeValue } from './attribute-value.ts';

/** Limit on the attributes, events and links of one span, as in OpenTelemetry's SDK. */
const MOST = 128;
/** `SpanKind` of the API counts from 0, that of OTLP from 1. */
const FIRST_KIND = 1;

export interface SpanPlace {
  readonly context: SpanContext;
  readonly parentSpanId: string | undefined;
}

/**
 * A span that is written as OTLP when it ends, by the rules of OpenTelemetry's SDK. Nothing reads what is set after the end.
 */
export class OtlpSpan implements Span {
  readonly startTime: HrTime;
  readonly #batch: Pick<TextBatch, 'add'>;
  readonly #place: SpanPlace;
  readonly #kind: SpanKind;
  /** Start by the monotonic clock; undefined if the caller gave the start, perhaps by another clock. */
  readonly #startedAt: number | undefined;
  readonly #attributes: Attributes = {};
  readonly #events: SpanEvent[] = [];
  readonly #links: Link[] = [];
  #attributeCount = 0;
  #name: string;
  #status: SpanStatus = { code: SpanStatusCode.UNSET };
  #endTime: HrTime | undefined;

  /** @param batch receives the span when it ends */
  constructor(
    batch: Pick<TextBatch, 'add'>,
    place: SpanPlace,
    name: string,
    { kind = SpanKind.INTERNAL, attributes, links, startTime }: SpanOptions,
  ) {
    this.#batch = batch;
    this.#place = place;
    this.#name = name;
    this.#kind = kind;
    this.#startedAt = startTime === undefined ? performance.now() : undefined;
    this.startTime = startTime === undefined ? millisToHrTime(Date.now()) : timeInputToHrTime(startTime);
    if (attributes) this.setAttributes(attributes);
    if (links) this.addLinks(links);
  }

  spanContext(): SpanContext {
    return this.#place.context;
  }

  isRecording(): boolean {
    return this.#endTime === undefined;
  }

  setAttribute(key: string, value: AttributeValue): this {
    if (key === '' || !isAttributeValue(value)) return this;
    if (!Object.hasOwn(this.#attributes, key)) {
      if (this.#attributeCount === MOST) return this;
      this.#attributeCount++;
    }
    this.#attributes[key] = value;
    return this;
  }

  setAttributes(attributes: Attributes): this {
    for (const key in attributes) this.setAttribute(key, attributes[key]);
    return this;
  }

  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    const hasAttributes = attributesOrTime !== undefined && !isTimeInput(attributesOrTime);
    const at = time ?? (hasAttributes ? undefined : (attributesOrTime as TimeInput | undefined));
    const attributes = hasAttributes ? attributesOrTime : {};
    return this.#push(this.#events, { name, nanos: nanosOfHrTime(this.#timeOf(at)), attributes });
  }

  addLink(link: Link): this {
    return this.#push(this.#links, link);
  }

  addLinks(links: readonly Link[]): this {
    for (const link of links) this.addLink(link);
    return this;
  }

  /** Sets the status. OK is final, and only an error has a message. */
  setStatus({ code, message }: SpanStatus): this {
    const isFinal = this.#status.code === SpanStatusCode.OK;
    if (isFinal || code === SpanStatusCode.UNSET) return this;
    this.#status = code === SpanStatusCode.ERROR && message !== undefined ? { code, message } : { code };
    return this;
  }

  updateName(name: string): this {
    this.#name = name;
    return this;
  }

  recordException(exception: Exception, time?: TimeInput): void {
    const { code, name, message, stack } = typeof exception === 'string' ? { message: exception } : exception;
    const attributes = {
      'exception.type': code === undefined ? name : String(code),
      'exception.message': message,
      'exception.stacktrace': stack,
    };
    this.addEvent('exception', attributes, time);
  }

  end(time?: TimeInput): void {
    if (!this.isRecording()) return;
    const endTime = this.#timeOf(time);
    this.#endTime = isBefore(endTime, this.startTime) ? this.startTime : endTime;
    this.#batch.add(this, write);
  }

  /** Writes the span, which has ended. */
  toText(): string {
    const { traceId, spanId, traceState } = this.#place.context;
    return spanText({
      traceId,
      spanId,
      parentSpanId: this.#place.parentSpanId,
      traceState: traceState?.serialize(),
      name: this.#name,
      kind: this.#kind + FIRST_KIND,
      startNanos: nanosOfHrTime(this.startTime),
      endNanos: nanosOfHrTime(this.#endTime ?? this.startTime),
      attributes: this.#attributes,
      events: this.#events,
      links: this.#links.map(({ context, attributes }) => ({ ...context, attributes })),
      status: this.#status,
    });
  }

  /** Adds to a list; at the limit the oldest item is dropped. */
  #push<Item>(list: Item[], item: Item): this {
    if (list.length === MOST) list.shift();
    list.push(item);
    return this;
  }

  #timeOf(time: TimeInput | undefined): HrTime {
    if (time !== undefined) return timeInputToHrTime(time);
    if (this.#startedAt === undefined) return millisToHrTime(Date.now());
    return addHrTimes(this.startTime, millisToHrTime(performance.now() - this.#startedAt));
  }
}

const write = (span: OtlpSpan): string => span.toText();

const isBefore = (one: HrTime, other: HrTime): boolean =>
  one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
