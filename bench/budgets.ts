import type { Cell } from './cell.ts';
import { consoleVerdicts, faultsVerdicts } from './cost-budgets.ts';
import { milliseconds, number, percent, rate } from './figure-words.ts';
import type { Figures } from './figures.ts';
import { orderVerdicts } from './order-budgets.ts';
import { startVerdicts } from './start-budgets.ts';
import { telemetryVerdicts } from './telemetry-budgets.ts';
import { type Verdict, verdict } from './verdict.ts';

/** Figures of the original system on the same machine: answers per second, and CPU milliseconds per answer. */
const ORIGINAL = {
  'list-menus': { perSecond: 459, cpuMs: 2.3 },
  'get-menu': { perSecond: 459, cpuMs: 2.3 },
  'get-order': { perSecond: 583, cpuMs: 1.6 },
  deduct: { perSecond: 179, cpuMs: 4.8 },
  login: { perSecond: 4.3, cpuMs: 210 },
} as const;
type Compared = keyof typeof ORIGINAL;

const WORK: Readonly<Record<Compared, string>> = {
  'list-menus': 'GET /menus',
  'get-menu': 'GET /menus/{id}',
  'get-order': 'GET /orders/{id}',
  deduct: 'PUT /inventory/{id}, one hot row',
  login: 'POST /login',
};
const BASE_CONNECTIONS = 8;
const READ_CPU_MS = 0.45;
const HOT_ROW_SHARE = 0.75;

/** Each budget with what was measured. */
export function judge(figures: Figures): Verdict[] {
  const cellAt = (row: string, connections: number): Cell | undefined =>
    figures.cells.find((cell) => cell.row === row && cell.connections === connections);
  const base = (row: string): Cell | undefined => cellAt(row, BASE_CONNECTIONS);

  const times = (row: Compared, factor: number): Verdict =>
    verdict(WORK[row], `≥ ${factor} × the original's ${rate(ORIGINAL[row].perSecond)}`, base(row), (cell) => {
      const ratio = cell.perSecond / ORIGINAL[row].perSecond;
      return { met: ratio >= factor, measured: `${rate(cell.perSecond)} = ${number(ratio, 1)} ×` };
    });
  const cpu = (row: string, work: string, most: number, original?: number): Verdict =>
    verdict(work, `≤ ${most} ms CPU per answer`, base(row)?.cpuMsPerAnswer, (value) => {
      const less =
        original === undefined ? '' : ` (original ${original} ms: ${number(original / value, 1)} × less)`;
      return { met: value <= most, measured: `${milliseconds(value)}${less}` };
    });
  const read = (row: Compared): Verdict[] => [
    times(row, 4),
    cpu(row, WORK[row], READ_CPU_MS, ORIGINAL[row].cpuMs),
  ];

  return [
    ...read('list-menus'),
    ...read('get-menu'),
    ...read('get-order'),
    times('deduct', 4),
    hotRow(base('deduct'), base('lock-update')),
    times('login', 6),
    ...orderVerdicts(figures, cellAt),
    cpu('list-orders', 'GET /orders, 20 of them', 2.5),
    cpu('cancel-order', 'POST /orders/{id}/cancel', 8),
    cpu('validate', 'POST /validate', 1.2),
    ...engineVerdicts(cellAt('empty-handler', 1), base('empty-handler')),
    ...startVerdicts(figures),
    ...telemetryVerdicts(figures),
    ...faultsVerdicts(figures.faults),
    ...consoleVerdicts(figures.console),
  ];
}

function hotRow(deduct: Cell | undefined, limit: Cell | undefined): Verdict {
  return verdict(
    WORK.deduct,
    `≥ ${percent(HOT_ROW_SHARE)} of lock + update of a row`,
    deduct && limit && deduct.perSecond / limit.perSecond,
    (share) => ({
      met: share >= HOT_ROW_SHARE,
      measured: `${percent(share)} of ${rate(limit?.perSecond ?? 0)}`,
    }),
  );
}

function engineVerdicts(one: Cell | undefined, eight: Cell | undefined): Verdict[] {
  const work = 'engine, empty handler';
  return [
    verdict(work, '1 connection: p50 ≤ 0.35 ms', one, ({ latencyMs: { p50 } }) => ({
      met: p50 <= 0.35,
      measured: milliseconds(p50),
    })),
    verdict(work, '8 connections: ≤ 0.15 ms CPU per answer', eight?.cpuMsPerAnswer, (value) => ({
      met: value <= 0.15,
      measured: milliseconds(value),
    })),
    verdict(work, '8 connections: ≥ 8,000/s', eight, ({ perSecond }) => ({
      met: perSecond >= 8_000,
      measured: rate(perSecond),
    })),
  ];
}
