import { cpus } from 'node:os';

/** Time over which the share is taken at least; a shorter one says little. */
const LEAST_MS = 50;

/**
 * Measures which share of this machine's processors were idle since the last measurement; other programs count as busy.
 * @returns from 0 to 1; 0 until there are two measurements
 */
export function createIdleMeter(now = () => performance.now(), read = cpus): () => number {
  let last: Times | undefined;
  let lastAt = 0;
  let share = 0;
  return () => {
    if (last && now() - lastAt < LEAST_MS) return share;
    const times = sumOf(read());
    if (last && times.all > last.all) share = (times.idle - last.idle) / (times.all - last.all);
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
