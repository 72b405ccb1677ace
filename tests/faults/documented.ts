import type { Finding } from './experiment.ts';
import { STALE } from './load-client.ts';
import { TAKEN } from './work.ts';

/** Where a cache is made stale. What fails there is counted, and its readers see an old state until the time of the copy is over. */
const INVALIDATIONS = /(^| )(order\.cache\.bump|restaurant\.cache\.changed) /;
const REPEATED_SIGN_UP = /(^| )user\.handler repeat( |$)/;

/**
 * Whether docs/faults.md says that it happens: a reader sees an old state because an invalidation failed, or a sign-up that is done twice
 * finds its own name.
 */
export const isDocumented = ({ trial = '', rule, text }: Finding): boolean =>
  (INVALIDATIONS.test(trial) && (rule === 'caches' || text.startsWith(STALE))) ||
  (REPEATED_SIGN_UP.test(trial) && text === TAKEN);
