import { type MedianInterval, medianInterval } from '../median-interval.ts';
import { median } from '../summary.ts';
import { markdownTable } from '../tables.ts';
import type { RowFigures } from './measure.ts';

/** The most that the greatest size may cost, as a share of the smallest one that compares with it. */
export const MOST_GROWTH = 1.25;

export interface Growth {
  /** Processor time of the greatest size by that of the smallest that compares with it, turn by turn. */
  readonly ratio: MedianInterval;
  readonly isFlat: boolean;
}

/** @returns undefined where there are not two sizes to compare, or no processor time */
export function growthOf({ sizes, comparableFrom }: RowFigures): Growth | undefined {
  const comparable = sizes.filter(({ size }) => size >= comparableFrom).sort((a, b) => a.size - b.size);
  const [first, last] = [comparable[0], comparable.at(-1)];
  if (!first || !last || first === last || first.cpuMs.length === 0) return undefined;
  const ratio = medianInterval(last.cpuMs.map((ms, turn) => ms / (first.cpuMs[turn] ?? Number.NaN)));
  return { ratio, isFlat: ratio.median <= MOST_GROWTH };
}

export function growthTable(rows: readonly RowFigures[]): string {
  const sizes = [...new Set(rows.flatMap((row) => row.sizes.map(({ size }) => size)))].sort((a, b) => a - b);
  const head = ['CPU ms/answer (p50 ms)', ...sizes.map((size) => size.toLocaleString('en')), 'ratio', ''];
  return markdownTable([head, ...rows.map((row) => tableRow(row, sizes))], true);
}

function tableRow(row: RowFigures, sizes: readonly number[]): string[] {
  const cells = sizes.map((wanted) => {
    const found = row.sizes.find(({ size }) => size === wanted);
    if (!found) return '';
    const text = `${median(found.cpuMs).toFixed(2)} (${median(found.p50Ms).toFixed(1)})`;
    return wanted < row.comparableFrom ? `[${text}]` : text;
  });
  const growth = growthOf(row);
  const inWords = ({ ratio }: Growth): string =>
    `${ratio.median.toFixed(2)} [${ratio.low.toFixed(2)}, ${ratio.high.toFixed(2)}]`;
  return [
    row.row,
    ...cells,
    growth ? inWords(growth) : '',
    growth === undefined ? 'not compared' : growth.isFlat ? 'flat' : 'GROWS',
  ];
}
