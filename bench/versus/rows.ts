import type { Row } from '../cell-rows.ts';
import { number } from '../figure-words.ts';
import type { MedianInterval } from '../median-interval.ts';
import type { Versus } from './compare.ts';

export const VERSUS_HEAD: Row = [
  '',
  'connections',
  'answers/s',
  'theirs',
  'ratio',
  'p50 ms',
  'theirs',
  'ratio',
  'p95 ms',
  'theirs',
  'ratio',
  'errors',
  'theirs',
  'CPU ms/answer',
];

/** One row of the table; a ratio is followed by its interval. */
export const versusRow = ({ row, connections, ours, theirs, rate, p50, p95 }: Versus): Row => [
  row,
  String(connections),
  number(ours.perSecond, 1),
  number(theirs.perSecond, 1),
  ratioText(rate),
  number(ours.p50Ms, 2),
  number(theirs.p50Ms, 2),
  ratioText(p50),
  number(ours.p95Ms, 2),
  number(theirs.p95Ms, 2),
  ratioText(p95),
  String(ours.errors),
  String(theirs.errors),
  ours.cpuMs === undefined ? 'not measured' : number(ours.cpuMs, 3),
];

const ratioText = ({ median, low, high }: MedianInterval): string =>
  `${median.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
