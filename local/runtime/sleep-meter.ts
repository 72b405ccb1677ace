import { awakeMs } from './scheduled-time.ts';

/** An older look is none: it says what was before the calls that wait. */
const MOST_MS = 400;

/**
 * Measures which share of the time since the last look processes were asleep, as they wait for what they called: a store's
 * answer, a lock. Who waits for a processor is not asleep.
 * @returns from 0 to 1, the mean of the processes; 0 until there are two looks, and where the platform does not report it
 */
export function createSleepMeter(
  now = () => performance.now(),
  read = awakeMs,
): (pids: readonly number[]) => number {
  let last = new Map<number, number | undefined>();
  let lastAt = 0;
  return (pids) => {
    const passedMs = now() - lastAt;
    const looked = new Map(pids.map((pid) => [pid, read(pid)]));
    const shares = [...looked].flatMap(([pid, awake]) => {
      const before = last.get(pid);
      return awake === undefined || before === undefined ? [] : [1 - (awake - before) / passedMs];
    });
    const isRecent = passedMs > 0 && passedMs <= MOST_MS;
    last = looked;
    lastAt = now();
    if (!isRecent || shares.length === 0) return 0;
    return Math.max(0, shares.reduce((sum, share) => sum + share, 0) / shares.length);
  };
}
