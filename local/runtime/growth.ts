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
  /** How many times in a row processor time was found to spare ({@link isSpare}). */
  readonly spareTimes: number;
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
const SOME_IDLE = 0.15;
/** Environments that compute are asleep for a fifth to a third of the time under load, those of one hot row for a half, of an order for two thirds. */
const MOSTLY_ASLEEP = 0.42;

/** Decides whether a call that has waited so long waits for what others call, and not for its turn. */
export const isLongWait = (ms: number): boolean => ms >= LONG_WAIT_MS;

/** What the processors and the environments of a function do, as shares of their time from 0 to 1. */
export interface Spare {
  /** Of all processors together; other programs count as busy. */
  readonly idle: number;
  /** Of the environments' time, in which they wait for what they called; 0 where the platform does not report it. */
  readonly asleep: number;
}

/**
 * Decides whether one more environment would use idle processor time: there is some, and the environments do not
 * compete for it, but are asleep for the greater part; or as much as one whole processor is idle.
 */
export const isSpare = ({ idle, asleep }: Spare, processors = PROCESSORS): boolean =>
  (idle >= SOME_IDLE && asleep >= MOSTLY_ASLEEP) || idle * processors >= 1;

/** Decides whether there are too few environments. More than there are processors help only calls that wait for something else. */
export function needsAnother(
  { environments, starting, unbrokenMs, longWaits, spareTimes }: Waiting,
  processors = PROCESSORS,
): boolean {
  if (unbrokenMs < GROW_AFTER_MS) return false;
  if (environments < processors) return true;
  return starting === 0 && (longWaits >= LASTING_TIMES || spareTimes >= LASTING_TIMES);
}
