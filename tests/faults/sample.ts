import type { Random } from '#simulation/random';
import { type Cell, seamOf } from './cells.ts';

type Pair = readonly [Cell, Cell];

/** One cell of every seam: everything that a mode can act on. */
export function sampleOf(cells: readonly Cell[], random: Random): readonly Cell[] {
  return [...Map.groupBy(cells, seamOf).values()].map((all) => random.pick(all));
}

/** Two cells for each two seams. */
export function pairsBySeams(cells: readonly Cell[], random: Random): readonly Pair[] {
  const seams = [...Map.groupBy(cells, seamOf).values()];
  return seams.flatMap((some, at) =>
    seams.slice(at).map((others): Pair => [random.pick(some), random.pick(others)]),
  );
}

/** This many of them. */
export function someOf<T>(all: readonly T[], count: number, random: Random): readonly T[] {
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(random.between(0, left.length - 1), 1),
  ).flat();
}
