import type { HitStore } from '#shared/faults/hit-counter';

/** For tests that look at no hits. */
export const NO_HITS = {
  hits: { add: async () => {}, read: async () => ({}), reset: async () => {} } satisfies HitStore,
  freezes: false,
};
