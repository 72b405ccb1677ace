import type { Frame } from './frame.ts';
import type { FunctionFigures, ShownFunction, ShownQueue } from './functions.ts';

/** Every function and queue at one instant. */
export interface FunctionsAt {
  readonly functions: readonly ShownFunction[];
  readonly queues: readonly ShownQueue[];
}

const NONE = { cap: 0, starting: 0, idle: 0, busy: 0, waiting: 0, starts: 0, throttled: 0, memory_bytes: 0 };

/**
 * Functions and queues by the frames up to an instant.
 * @param frames oldest first
 * @returns undefined where no frame until then has all of them
 */
export function functionsAt(frames: readonly Frame[], untilMs: number): FunctionsAt | undefined {
  const past = frames.filter(({ at_ms }) => at_ms <= untilMs);
  const from = past.findLastIndex(({ functions }) => functions?.is_all);
  if (from < 0) return undefined;
  const figures: Readonly<Record<string, FunctionFigures>> = Object.assign(
    {},
    ...past.slice(from).map(({ functions }) => functions?.figures),
  );
  return {
    functions: Object.entries(figures).map(([key, each]) => ({ key, ...NONE, ...each })),
    queues: past.findLast(({ queues }) => queues)?.queues ?? [],
  };
}
