import type { SwitchId } from './fault-table.ts';
import type { HitStore } from './hit-store.ts';

export interface HitCounter {
  /** Counts in memory; the store is written later. */
  count(id: SwitchId): void;
  /** Await it before an invocation is answered: an environment that is frozen afterwards cannot write by itself. */
  beforeFreeze(): Promise<void>;
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
  let pending: { [Id in SwitchId]?: number } = {};
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
      for (const [id, number = 0] of Object.entries(hits) as [SwitchId, number][]) add(id, number);
    }
  }
  function add(id: SwitchId, number: number): void {
    pending[id] = (pending[id] ?? 0) + number;
    if (freezes || isDue) return;
    isDue = true;
    setTimeout(flush, FLUSH_AFTER_MS).unref();
  }
  return {
    count: (id) => add(id, 1),
    beforeFreeze: async () => {
      if (freezes) await flush();
    },
  };
}
