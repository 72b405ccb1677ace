import { availableParallelism } from 'node:os';

/** The environments of a function and the calls that wait for them, at one moment. */
export interface Waiting {
  readonly environments: number;
  /** How many of them are not ready yet. */
  readonly starting: number;
  /** Time since which calls have waited without a break, in milliseconds. */
  readonly unbrokenMs: number;
  /** How many times in a row the oldest of them was found to have waited for long ({@link isLongWait}). */
  readonly longWaits: number;
  /** How many times in a row the processors were found to be idle ({@link isIdle}). */
  readonly idleTimes: number;
}

export const PROCESSORS = availableParallelism();
/**
 * Time in which calls wait without a break before another environment is started. A queue that empties now and then needs
 * no environment: its calls share a few processes, whose code is hot. A start takes processor time from the calls that wait.
 */
export const GROW_AFTER_MS = 100;
const LONG_WAIT_MS = 40;
/** A start, or a collection of garbage, makes calls wait once, and the processors are idle before a load begins. */
const LASTING_TIMES = 3;

/** Decides whether a call that has waited so long waits for what others call, and not for its turn. */
export const isLongWait = (ms: number): boolean => ms >= LONG_WAIT_MS;

/** Decides whether as much as one processor is idle: the calls wait for something else, such as a lock. @param share of all, from 0 to 1 */
export const isIdle = (share: number, processors = PROCESSORS): boolean => share * processors >= 1;

/** Decides whether there are too few environments. More than there are processors help only calls that wait for something else. */
export function needsAnother(
  { environments, starting, unbrokenMs, longWaits, idleTimes }: Waiting,
  processors = PROCESSORS,
): boolean {
  if (unbrokenMs < GROW_AFTER_MS) return false;
  if (environments < processors) return true;
  return starting === 0 && (longWaits >= LASTING_TIMES || idleTimes >= LASTING_TIMES);
}
