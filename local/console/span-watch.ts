import type { Telemetry } from '#local/telemetry/telemetry';
import { type Group, spanGroups } from '#shared/telemetry/otlp/groups';
import { isThere, type OtlpSpan } from '#shared/telemetry/otlp/read';
import type { FrameSource } from './frame-source.ts';

/** Counts something of the spans that functions send. */
export interface SpanTaker {
  take(spans: Group<OtlpSpan>): void;
}

/** Reads the spans of functions while the console is looked at, once for all who count them. */
export class SpanWatch implements FrameSource {
  readonly #telemetry: Pick<Telemetry, 'watchSpans'> | undefined;
  readonly #takers: readonly SpanTaker[];

  /** @param telemetry undefined where it is off */
  constructor(telemetry: Pick<Telemetry, 'watchSpans'> | undefined, takers: readonly SpanTaker[]) {
    this.#telemetry = telemetry;
    this.#takers = takers;
  }

  watch(isWatched: boolean): void {
    this.#telemetry?.watchSpans(isWatched ? (body) => this.#read(body) : undefined);
  }

  read() {
    return {};
  }

  #read(body: Buffer): void {
    for (const { resource, items } of spanGroups(parsed(body))) {
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
