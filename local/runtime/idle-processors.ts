import { cpus } from 'node:os';

/** Time over which the share is taken at least; a shorter one says little. */
const LEAST_MS = 50;
/** An older measurement is none: it says what was before the calls that wait. */
const MOST_MS = 400;

/**
 * Measures which share of this machine's processors were idle since the last measurement; other programs count as busy.
 * @returns from 0 to 1; 0 until there are two measurements that are close enough
 */
export function createIdleMeter(now = () => performance.now(), read = cpus): () => number {
  let last: Times | undefined;
  let lastAt = 0;
  let share = 0;
  return () => {
    const passedMs = now() - lastAt;
    if (last && passedMs < LEAST_MS) return share;
    const times = sumOf(read());
    if (!last || passedMs > MOST_MS) share = 0;
    else if (times.all > last.all) share = (times.idle - last.idle) / (times.all - last.all);
    last = times;
    lastAt = now();
    return share;
  };
}

interface Times {
  readonly idle: number;
  readonly all: number;
}

function sumOf(processors: ReturnType<typeof cpus>): Times {
  let idle = 0;
  let all = 0;
  for (const { times } of processors) {
    idle += times.idle;
    for (const ms of Object.values(times)) all += ms;
  }
  return { idle, all };
}
