import type { SwitchId } from './fault-table.ts';

export type Hits = { readonly [Id in SwitchId]?: number };

/** Where the hits of all environments of a service add up. */
export interface HitStore {
  add(hits: Hits): Promise<void>;
  read(): Promise<Hits>;
  /** Begins again at 0. */
  reset(ids: readonly SwitchId[]): Promise<void>;
}

export interface HitCounter {
  /** Costs nothing but memory; the store is written later. */
  count(id: SwitchId): void;
  /** To be awaited before an invocation is answered: an environment that is frozen afterwards writes nothing by itself. */
  beforeFreeze(): Promise<void>;
}

export interface HitCounterOptions {
  /** Whether the environment may be frozen between two invocations. */
  readonly freezes: boolean;
  readonly warn?: (message: string, error: Error) => void;
}

/** How long hits of one environment wait for each other. */
const FLUSH_AFTER_MS = 250;

/** Adds an environment's hits up, so that thousands a second are a few writes. */
export function createHitCounter(
  store: Pick<HitStore, 'add'>,
  { freezes, warn }: HitCounterOptions,
): HitCounter {
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
