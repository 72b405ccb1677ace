import type { Ratios } from './rounds.ts';

/** How much more a row may take than it did. */
const MOST_MORE = 0.25;
/** From here on the committed ratio is so old that it hides a row that becomes slower again. */
const MUCH_LESS = -0.25;
const PERCENT = 100;

export interface Compared {
  readonly row: string;
  readonly committed: number | undefined;
  readonly measured: number;
  /** Share by which the row takes more than it did; negative where it takes less. */
  readonly more: number | undefined;
  readonly isSlower: boolean;
}

export const compared = (measured: Ratios, committed: Ratios): readonly Compared[] =>
  Object.entries(measured).map(([row, ratio]) => {
    const before = committed[row];
    const more = before === undefined ? undefined : ratio / before - 1;
    // also for a ratio that is no number
    return {
      row,
      committed: before,
      measured: ratio,
      more,
      isSlower: !(more !== undefined && more <= MOST_MORE),
    };
  });

/** `place-order  24.10  26.03  +8 %` */
export const comparedRow = ({ row, committed, measured, more, isSlower }: Compared): readonly string[] => [
  row,
  committed?.toFixed(2) ?? 'none',
  measured.toFixed(2),
  more === undefined ? '' : `${more < 0 ? '' : '+'}${(more * PERCENT).toFixed(0)} %`,
  isSlower ? `SLOWER: at most +${MOST_MORE * PERCENT} % is allowed` : noteOf(more),
];

const noteOf = (more: number | undefined): string =>
  more !== undefined && more < MUCH_LESS ? 'faster: record it with --check --write' : '';
