import type { HitStore } from './hit-store.ts';
import type { Claims } from './rules/claims.ts';

/** Counts calls in the store of hits. While it is down no call can be counted, and no such rule acts. */
export const countClaims = (
  hits: Pick<HitStore, 'next'>,
  warn?: (message: string, error: Error) => void,
): Claims => ({
  next: (key) =>
    hits.next(key).catch((error: Error) => {
      warn?.('a call of a rule could not be counted; the rule does not act', error);
      return undefined;
    }),
});
