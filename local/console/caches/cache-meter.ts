import type { CacheKind, CacheReads } from '#shared/console/caches';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import type { Group } from '#shared/telemetry/otlp/groups';
import type { OtlpSpan } from '#shared/telemetry/otlp/read';
import { attributeOf } from '../attribute-of.ts';
import type { FrameSource } from '../frame-source.ts';
import type { SpanTaker } from '../span-watch.ts';

const NO_READS: CacheReads = { hits: 0, misses: 0, bypassed: 0 };
const COUNTED = { hit: 'hits', miss: 'misses', bypass: 'bypassed' } as const;
/** It reads the list; the other functions read single menus. */
const READS_LIST = /list-menus$/;

/** Counts reads through the caches by the spans of functions, while the console is looked at. */
export class CacheMeter implements FrameSource, SpanTaker {
  readonly #reads = new Map<CacheKind, CacheReads>();
  readonly #hasSpans: boolean;

  /** @param hasSpans whether functions send any: otherwise no read is known */
  constructor(hasSpans: boolean) {
    this.#hasSpans = hasSpans;
    for (const kind of ['list', 'menus', 'orders'] as const) this.#reads.set(kind, NO_READS);
  }

  take({ resource, items }: Group<OtlpSpan>): void {
    const isList = READS_LIST.test(attributeOf(resource, ATTRIBUTE.faasName) ?? '');
    for (const span of items) {
      const state = attributeOf(span, ATTRIBUTE.cacheState);
      if (state !== 'hit' && state !== 'miss' && state !== 'bypass') continue;
      const isOrder = attributeOf(span, ATTRIBUTE.cacheName) === 'order';
      const kind = isOrder ? 'orders' : isList ? 'list' : 'menus';
      const reads = this.#reads.get(kind) ?? NO_READS;
      const name = COUNTED[state];
      this.#reads.set(kind, { ...reads, [name]: reads[name] + 1 });
    }
  }

  read() {
    return this.#hasSpans ? { caches: Object.fromEntries(this.#reads) } : {};
  }
}
