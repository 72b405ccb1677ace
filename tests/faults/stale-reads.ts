import type { Finding } from './experiment.ts';
import { STALE } from './load-client.ts';

/** Where a cache is made stale. What fails there is counted, and its readers see an old state until the time of the copy is over. */
const INVALIDATIONS = /(^| )(order\.cache\.bump|restaurant\.cache\.changed) /;

/** Whether a reader saw an old state because an invalidation failed, as documented. */
export const isDocumentedStaleness = ({ trial = '', rule, text }: Finding): boolean =>
  INVALIDATIONS.test(trial) && (rule === 'caches' || text.startsWith(STALE));
