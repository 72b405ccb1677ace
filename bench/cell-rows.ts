import { type Cell, errorCount } from './cell.ts';
import { number } from './figure-words.ts';
import type { Floor } from './floor.ts';
import { limitShare } from './limit-share.ts';

export type Row = readonly string[];

export const CELL_HEAD: Row = [
  '',
  'connections',
  'answers/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'errors',
  'CPU ms/answer',
  'of its limit',
];

/** @param cells measured so far, those of the limits among them */
export function cellRow(cell: Cell, cells: readonly Cell[]): Row {
  const { row, connections, perSecond, latencyMs, cpuMsPerAnswer } = cell;
  return [
    row,
    String(connections),
    number(perSecond, perSecond < 100 ? 1 : 0),
    ...[latencyMs.p50, latencyMs.p95, latencyMs.p99].map((ms) => number(ms, 2)),
    String(errorCount(cell)),
    cpuMsPerAnswer === undefined ? 'not measured' : number(cpuMsPerAnswer, 3),
    limitShare(cell, cells),
  ];
}

/** Lists the unexpected answers, for the line below their cell. */
export function errorLine({ errors }: Cell): string | undefined {
  const kinds = Object.entries(errors).map(([outcome, count]) => `${count} × ${outcome}`);
  return kinds.length === 0 ? undefined : `    unexpected: ${kinds.join(', ')}`;
}

/** Lists processor time by function and store, for the line below their cell. */
export function partsLine({ cpuMsByPart = {} }: Cell): string | undefined {
  const parts = partsText(cpuMsByPart);
  return parts === '' ? undefined : `    CPU: ${parts}`;
}

export const partsText = (cpuMsByPart: Readonly<Record<string, number>>): string =>
  Object.entries(cpuMsByPart)
    .map(([name, ms]) => `${name} ${number(ms, 2)}`)
    .join(', ');

/** `the floor of POST /orders, CPU: dynamodb 1.80 + … = 4.62 ms` */
export const floorLine = ({ terms, ms }: Floor): string =>
  `the floor of POST /orders, CPU: ${terms.map((term) => `${term.what} ${number(term.ms, 2)}`).join(' + ')} = ${number(ms, 2)} ms`;
