import { type Cell, errorCount } from './cell.ts';
import type { Verdict } from './verdict.ts';

type Row = readonly string[];

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
/** For the screen, where each cell is printed as soon as it is there. */
const WIDTHS = [18, 11, 10, 9, 9, 9, 7, 14];

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

/** What the unexpected answers were, for the line below their cell. */
export function errorLine({ errors }: Cell): string | undefined {
  const kinds = Object.entries(errors).map(([outcome, count]) => `${count} × ${outcome}`);
  return kinds.length === 0 ? undefined : `    unexpected: ${kinds.join(', ')}`;
}

/** Which function and which store used the processor, for the line below their cell. */
export function partsLine({ cpuMsByPart = {} }: Cell): string | undefined {
  const parts = Object.entries(cpuMsByPart).map(([name, ms]) => `${name} ${number(ms, 2)}`);
  return parts.length === 0 ? undefined : `    CPU: ${parts.join(', ')}`;
}

export const screenLine = (row: Row): string =>
  row.map((text, at) => (at === 0 ? text.padEnd(WIDTHS[at] ?? 0) : text.padStart(WIDTHS[at] ?? 0))).join(' ');

const WORDS = { true: 'met', false: 'NOT MET', undefined: 'not measured' } as const;
export const VERDICT_HEAD: Row = ['work', 'budget', 'measured', ''];
export const verdictRow = ({ work, demand, measured, met }: Verdict): Row => [
  work,
  demand,
  met === undefined ? '' : measured,
  WORDS[`${met}`],
];

/** Columns as wide as their widest entry. */
export function screenTable(rows: readonly Row[]): string {
  const columns = rows[0]?.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length))) ?? [];
  return rows
    .map((row) =>
      row
        .map((text, at) => text.padEnd(columns[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The first column to the left, the others to the right, or all to the left. */
export function markdownTable([head = [], ...rows]: readonly Row[], numbers: boolean): string {
  const rule = head.map((_, at) => (numbers && at > 0 ? '---:' : '---'));
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
