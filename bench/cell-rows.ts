import { type Cell, errorCount } from './cell.ts';

export type Row = readonly string[];

const number = (value: number, digits: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const CELL_HEAD: Row = [
  '',
  'connections',
  'answers/s',
  'p50 ms',
  'p95 ms',
  'p99 ms',
  'errors',
  'CPU ms/answer',
];

export function cellRow(cell: Cell): Row {
  const { row, connections, perSecond, latencyMs, cpuMsPerAnswer } = cell;
  return [
    row,
    String(connections),
    number(perSecond, perSecond < 100 ? 1 : 0),
    ...[latencyMs.p50, latencyMs.p95, latencyMs.p99].map((ms) => number(ms, 2)),
    String(errorCount(cell)),
    cpuMsPerAnswer === undefined ? 'not measured' : number(cpuMsPerAnswer, 3),
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
