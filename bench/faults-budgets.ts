import type { FaultsCost } from './faults.ts';
import type { MedianInterval } from './median-interval.ts';
import { type Verdict, verdict } from './verdict.ts';

const PERCENT = 100;
const WORK = { 'get-menu': 'GET /menus/{id}', 'place-order': 'POST /orders' } as const;

/** Compares the cost of faults that could be on with its budget. */
export const faultsVerdicts = (faults: FaultsCost | undefined): Verdict[] =>
  (['get-menu', 'place-order'] as const).map((row) =>
    verdict(
      `no rule on, ${WORK[row]}`,
      'CPU within 3 % of CHAOS_ENABLED=false',
      faults?.ratios.get(row),
      (ratio) => ({
        met: ratio.median <= 1.03,
        measured: `${shown(ratio)}, by chance alone ${shown(faults?.control.get(row))}, ${faults?.errors ?? 0} failed`,
      }),
    ),
  );

const percent = (ratio: number): string => (ratio * PERCENT).toFixed(1);

const shown = (of: MedianInterval | undefined): string =>
  of ? `${percent(of.median)} [${percent(of.low)}, ${percent(of.high)}] %` : 'unknown';
