import type { Frame } from '#shared/console/frame';
import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { sumGroups } from '#shared/telemetry/otlp/groups';
import { nanosOf, numberOf } from '#shared/telemetry/otlp/read';
import type { Signal } from '#shared/telemetry/otlp/text';
import { attributeOf } from './attribute-of.ts';

const SPANS: Signal = 'traces';
const NANOS_PER_MS = 1_000_000n;
/** Any program may send telemetry; the limit of senders that are known at once. */
const MOST_SENDERS = 1_000;

/** Whether a body of metrics has counts of what was dropped: few have, and only those are parsed. */
export const hasDrops = (body: Buffer): boolean => body.includes(METRIC.telemetryDropped);

/**
 * Adds up the spans that functions dropped, by the count that they send with their others. Functions send that until it is
 * taken, so each count is known in the end, and some are sent twice.
 */
export class DroppedSpanCount {
  #count = 0;
  #lastAtMs = 0;
  #sinceMs = 0;
  /** Until when the counts of a sender are known. */
  readonly #untilMs = new Map<string, number>();

  /** Leaves out what was counted before this moment. */
  begin(nowMs: number): void {
    this.#sinceMs = nowMs;
    this.#untilMs.clear();
  }

  take(request: object): void {
    for (const { resource, items } of sumGroups(request, METRIC.telemetryDropped)) {
      const sender = attributeOf(resource, 'service.instance.id') ?? '';
      for (const point of items) {
        if (attributeOf(point, ATTRIBUTE.signal) !== SPANS) continue;
        const dropped = numberOf(point.asInt ?? point.asDouble);
        if (dropped > 0) this.#add(sender, dropped, Number(nanosOf(point.timeUnixNano) / NANOS_PER_MS));
      }
    }
  }

  read(): Pick<Frame, 'dropped_spans'> {
    return this.#count === 0 ? {} : { dropped_spans: { count: this.#count, last_at_ms: this.#lastAtMs } };
  }

  #add(sender: string, dropped: number, atMs: number): void {
    if (atMs <= (this.#untilMs.get(sender) ?? this.#sinceMs)) return;
    if (this.#untilMs.size >= MOST_SENDERS) this.#untilMs.clear();
    this.#untilMs.set(sender, atMs);
    this.#count += dropped;
    this.#lastAtMs = Math.max(this.#lastAtMs, atMs);
  }
}
