import type { BenchOptions } from './arguments.ts';
import { judge } from './budgets.ts';
import type { Cell } from './cell.ts';
import type { Figures } from './figures.ts';
import type { RateCell } from './fixed-rate/measure.ts';
import { type Floor, floorOf } from './floor.ts';
import { LIMITS } from './limits.ts';
import { loadAverage, redisVersion, thisMachine } from './machine.ts';
import { machineInWords } from './machine-in-words.ts';
import type { Verdict } from './verdict.ts';

const LIMIT_ROWS = new Set(LIMITS.map(({ row }) => row));

export function reportOf(figures: Figures, options: BenchOptions, loadBefore: string): Report {
  const verdicts = judge(figures);
  return {
    date: new Date().toISOString().slice(0, 'yyyy-mm-dd'.length),
    machine: machineInWords(thisMachine()),
    redis: redisVersion(),
    seconds: options.seconds,
    load: [loadBefore, loadAverage()],
    limits: figures.cells.filter(({ row }) => LIMIT_ROWS.has(row)),
    endpoints: figures.cells.filter(({ row }) => !LIMIT_ROWS.has(row)),
    rateCells: figures.rateCells ?? [],
    floor: floorOf(figures.cells),
    verdicts,
  };
}

export interface Report {
  readonly date: string;
  readonly machine: string;
  readonly redis: string;
  readonly seconds: number;
  /** Load averages before the first cell and after the last one. */
  readonly load: readonly [string, string];
  readonly limits: readonly Cell[];
  readonly endpoints: readonly Cell[];
  readonly rateCells: readonly RateCell[];
  readonly floor: Floor | undefined;
  readonly verdicts: readonly Verdict[];
}
