import type { ShownFunction } from '#shared/console/functions';

const BYTES_PER_MB = 1_048_576;

export const megabytes = (bytes: number): number => bytes / BYTES_PER_MB;

/** Those with an environment or a past; all of them where `hasAll`. */
export const shownOf = (functions: readonly ShownFunction[], hasAll: boolean): readonly ShownFunction[] =>
  functions.filter(({ starting, idle, busy, starts }) => hasAll || starting + idle + busy > 0 || starts > 1);

/** Sums over functions; memory is undefined where none reports it. */
export function totalsOf(functions: readonly ShownFunction[]) {
  const sum = (read: (each: ShownFunction) => number): number =>
    functions.reduce((total, each) => total + read(each), 0);
  const isKnown = functions.some(({ memory_bytes }) => memory_bytes !== null);
  return {
    starting: sum(({ starting }) => starting),
    idle: sum(({ idle }) => idle),
    busy: sum(({ busy }) => busy),
    waiting: sum(({ waiting }) => waiting),
    starts: sum(({ starts }) => starts),
    throttled: sum(({ throttled }) => throttled),
    memoryBytes: isKnown ? sum(({ memory_bytes }) => memory_bytes ?? 0) : undefined,
  };
}
