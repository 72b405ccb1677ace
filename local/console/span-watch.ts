import type { Telemetry } from '#local/telemetry/telemetry';
import { type Group, spanGroups } from '#shared/telemetry/otlp/groups';
import { isThere, type OtlpSpan } from '#shared/telemetry/otlp/read';
import type { Signal } from '#shared/telemetry/otlp/text';
import { DroppedSpanCount, hasDrops } from './dropped-span-count.ts';
import type { FrameSource } from './frame-source.ts';

/** Counts something of the spans that functions send. */
export interface SpanTaker {
  take(spans: Group<OtlpSpan>): void;
}

/** Reads the spans of functions while the console is looked at, once for all who count them, and how many were dropped. */
export class SpanWatch implements FrameSource {
  readonly #telemetry: Pick<Telemetry, 'watch'> | undefined;
  readonly #takers: readonly SpanTaker[];
  readonly #dropped = new DroppedSpanCount();

  /** @param telemetry undefined where it is off */
  constructor(telemetry: Pick<Telemetry, 'watch'> | undefined, takers: readonly SpanTaker[]) {
    this.#telemetry = telemetry;
    this.#takers = takers;
  }

  watch(isWatched: boolean): void {
    if (isWatched) this.#dropped.begin(Date.now());
    this.#telemetry?.watch(isWatched ? (signal, body) => this.#read(signal, body) : undefined);
  }

  read() {
    return this.#dropped.read();
  }

  #read(signal: Signal, body: Buffer): void {
    if (signal === 'traces') this.#readSpans(parsed(body));
    else if (signal === 'metrics' && hasDrops(body)) this.#dropped.take(parsed(body));
  }

  #readSpans(request: object): void {
    for (const { resource, items } of spanGroups(request)) {
      const group = { resource, items: items.filter(isThere) };
      for (const taker of this.#takers) taker.take(group);
    }
  }
}

/** The trace store counts bodies that are no JSON. */
function parsed(body: Buffer): object {
  try {
    return Object(JSON.parse(body.toString()));
  } catch {
    return {};
  }
}
