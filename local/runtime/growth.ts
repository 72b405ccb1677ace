import { availableParallelism } from 'node:os';

/** The environments of a function and the calls that wait for them, at one moment. */
export interface Waiting {
  readonly environments: number;
  /** Time since which calls have waited without a break, in milliseconds. */
  readonly unbrokenMs: number;
  /** Time that the oldest of them has waited, in milliseconds. */
  readonly oldestMs: number;
  /** Share of the processors' time that was idle, from 0 to 1; other programs count as busy. */
  readonly idleShare: number;
}

export const PROCESSORS = availableParallelism();
/**
 * Time in which calls wait without a break before another environment is started. A queue that empties now and then needs
 * no environment: its calls share a few processes, whose code is hot. A start takes processor time from the calls that wait.
 */
export const GROW_AFTER_MS = 100;
/** Wait of a call from which on there may be more environments than processors: such calls wait for others, not for a turn. */
const LONG_WAIT_MS = 40;
/** Idle share from which on there may be too: the calls wait for something else than a processor, such as a lock. */
const IDLE_SHARE = 0.25;

/** Decides whether there are too few environments. */
export function needsAnother(
  { environments, unbrokenMs, oldestMs, idleShare }: Waiting,
  processors = PROCESSORS,
): boolean {
  const isUnbroken = unbrokenMs >= GROW_AFTER_MS;
  if (environments < processors) return isUnbroken;
  return oldestMs >= LONG_WAIT_MS || (isUnbroken && idleShare >= IDLE_SHARE);
}
