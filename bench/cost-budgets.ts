import { COST_ROWS, type CostAgainstControl } from './against-control.ts';
import type { MedianInterval } from './median-interval.ts';
import { type Verdict, verdict } from './verdict.ts';

const PERCENT = 100;
const WORK = { 'get-menu': 'GET /menus/{id}', 'place-order': 'POST /orders' } as const;

interface CostBudget {
  /** What is on. */
  readonly what: string;
  readonly budget: string;
  /** The greatest ratio. */
  readonly most: number;
  /** @default every row of such costs */
  readonly rows?: readonly (typeof COST_ROWS)[number][];
}

const FAULTS: CostBudget = {
  what: 'no rule on',
  budget: 'CPU within 3 % of CHAOS_ENABLED=false',
  most: 1.03,
};
const CONSOLE: CostBudget = {
  what: 'console open',
  budget: 'CPU within 10 % of that without a page',
  most: 1.1,
  rows: ['place-order'],
};

/** Compares the cost of faults that could be on with its budget. */
export const faultsVerdicts = (faults: CostAgainstControl | undefined): Verdict[] => verdicts(FAULTS, faults);

/** Compares the cost of a page of the console with its budget. */
export const consoleVerdicts = (console: CostAgainstControl | undefined): Verdict[] =>
  verdicts(CONSOLE, console);

const verdicts = (
  { what, budget, most, rows = COST_ROWS }: CostBudget,
  cost: CostAgainstControl | undefined,
): Verdict[] =>
  rows.map((row) =>
    verdict(`${what}, ${WORK[row]}`, budget, cost?.ratios.get(row), (ratio) => ({
      met: ratio.median <= most,
      measured: `${shown(ratio)}, by chance alone ${shown(cost?.control.get(row))}, ${cost?.errors ?? 0} failed`,
    })),
  );

const percent = (ratio: number): string => (ratio * PERCENT).toFixed(1);

const shown = (of: MedianInterval | undefined): string =>
  of ? `${percent(of.median)} [${percent(of.low)}, ${percent(of.high)}] %` : 'unknown';
