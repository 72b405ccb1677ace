import type { Row } from '../cell-rows.ts';
import { number } from '../figure-words.ts';
import type { RateCell } from './measure.ts';

export const RATE_HEAD: Row = [
  '',
  'begun/s',
  'answers/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'p99 from send',
  'errors',
  'dropped',
  'CPU ms/answer',
];

export function rateRow(cell: RateCell): Row {
  const { row, rate, perSecond, intendedMs, sentMs, errors, dropped, cpuMsPerAnswer } = cell;
  return [
    row,
    number(rate, rate < 1 ? 1 : 0),
    number(perSecond, perSecond < 100 ? 1 : 0),
    ...[intendedMs.p50, intendedMs.p95, intendedMs.p99, sentMs.p99].map((ms) => number(ms, 2)),
    String(Object.values(errors).reduce((sum, count) => sum + count, 0)),
    String(dropped),
    cpuMsPerAnswer === undefined ? '' : number(cpuMsPerAnswer, 3),
  ];
}

/** What is to be said of a cell, for the lines below its row. */
export const rateNotes = ({ row, errors, doubts }: RateCell): readonly string[] => [
  ...Object.entries(errors).map(([outcome, count]) => `    ${row}, unexpected: ${count} × ${outcome}`),
  ...doubts.map((doubt) => `    ${row}, not the system's figures: ${doubt}`),
];
