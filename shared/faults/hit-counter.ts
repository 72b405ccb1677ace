import { endsAfterAnswer } from './ending.ts';
import type { HitStore } from './hit-store.ts';

export interface HitCounter {
  /** Counts in memory; the store is written later. */
  count(key: string): void;
  /** Await it before an invocation is answered: an environment that is frozen or ended afterwards cannot write by itself. */
  beforeFreeze(): Promise<void>;
  /** Writes at once. */
  flush(): Promise<void>;
}

interface Options {
  /** Whether the environment may be frozen between two invocations. */
  readonly freezes: boolean;
  readonly warn?: (message: string, error: Error) => void;
}

/** Time in which hits of one environment are collected. */
const FLUSH_AFTER_MS = 250;

/** Collects an environment's hits, so that thousands a second cause only a few writes. */
export function createHitCounter(store: Pick<HitStore, 'add'>, { freezes, warn }: Options): HitCounter {
  let pending: Record<string, number> = {};
  let isDue = false;

  async function flush(): Promise<void> {
    isDue = false;
    const hits = pending;
    pending = {};
    if (Object.keys(hits).length === 0) return;
    try {
      await store.add(hits);
    } catch (error) {
      warn?.('hits of faults could not be counted yet', error as Error);
      for (const [key, number] of Object.entries(hits)) add(key, number);
    }
  }
  function add(key: string, number: number): void {
    pending[key] = (pending[key] ?? 0) + number;
    if (freezes || isDue) return;
    isDue = true;
    setTimeout(flush, FLUSH_AFTER_MS).unref();
  }
  return {
    count: (key) => add(key, 1),
    flush,
    beforeFreeze: async () => {
      if (freezes || endsAfterAnswer()) await flush();
    },
  };
}
