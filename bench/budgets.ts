import { type Cell, errorCount } from './cell.ts';
import type { ColdStart } from './cold-starts.ts';
import type { FaultsCost } from './faults.ts';
import { faultsVerdicts } from './faults-budgets.ts';
import type { RecoveryCost } from './recovery.ts';
import type { Startup } from './startup.ts';
import type { TelemetryCost } from './telemetry.ts';
import { telemetryVerdicts } from './telemetry-budgets.ts';
import { type Verdict, verdict } from './verdict.ts';

/** Everything that was measured; what was left out is absent. */
export interface Figures {
  readonly cells: readonly Cell[];
  readonly startup?: Startup;
  readonly coldStarts?: readonly ColdStart[];
  readonly telemetry?: TelemetryCost;
  readonly faults?: FaultsCost;
  readonly recovery?: RecoveryCost;
  /** Greatest memory by the number of connections, shared pages counted once. */
  readonly loadedBytes?: Readonly<Record<number, number>>;
}

/** Figures of the original system on the same machine: answers per second, and CPU milliseconds per answer. */
const ORIGINAL = {
  'list-menus': { perSecond: 459, cpuMs: 2.3 },
  'get-menu': { perSecond: 459, cpuMs: 2.3 },
  'get-order': { perSecond: 583, cpuMs: 1.6 },
  deduct: { perSecond: 179, cpuMs: 4.8 },
  login: { perSecond: 4.3, cpuMs: 210 },
  'place-order': { perSecond: 9.4, cpuMs: 99 },
} as const;
type Compared = keyof typeof ORIGINAL;

const WORK: Readonly<Record<Compared, string>> = {
  'list-menus': 'GET /menus',
  'get-menu': 'GET /menus/{id}',
  'get-order': 'GET /orders/{id}',
  deduct: 'PUT /inventory/{id}, one hot row',
  login: 'POST /login',
  'place-order': 'POST /orders',
};
const BASE_CONNECTIONS = 8;
const MB = 1e6;
const KB = 1e3;
/** Difference between two cells of the same work on an idle machine. */
const NOISE = 0.1;

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const rate = (value: number): string => `${number(value, value < 100 ? 1 : 0)}/s`;
const milliseconds = (value: number): string => `${number(value, value < 100 ? 2 : 0)} ms`;

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
  const steady = (connections: number): Verdict => {
    const cell = cellAt('place-order', connections);
    const eight = base('place-order');
    return verdict(
      WORK['place-order'],
      `${connections} connections: no error, no drop in throughput`,
      cell && eight && { cell, eight },
      ({ cell, eight }) => ({
        met: errorCount(cell) === 0 && cell.perSecond >= eight.perSecond * (1 - NOISE),
        measured: `${errorCount(cell)} errors, ${rate(cell.perSecond)} (8 connections: ${rate(eight.perSecond)})`,
      }),
    );
  };
  const most = (
    work: string,
    text: string,
    limit: number,
    value: number | undefined,
    show: (value: number) => string,
  ) => verdict(work, `≤ ${text}`, value, (value) => ({ met: value <= limit, measured: show(value) }));

  return [
    times('list-menus', 4),
    cpu('list-menus', WORK['list-menus'], 0.6, ORIGINAL['list-menus'].cpuMs),
    times('get-menu', 4),
    cpu('get-menu', WORK['get-menu'], 0.6, ORIGINAL['get-menu'].cpuMs),
    times('get-order', 4),
    cpu('get-order', WORK['get-order'], 0.6, ORIGINAL['get-order'].cpuMs),
    times('deduct', 4),
    shareOf(base('deduct'), base('lock-update')),
    times('login', 6),
    times('place-order', 15),
    times('place-order', 20),
    cpu('place-order', WORK['place-order'], 9, ORIGINAL['place-order'].cpuMs),
    steady(32),
    steady(128),
    most(
      'recovery of an order',
      '0.8 ms CPU',
      0.8,
      figures.recovery?.cpuMsPerOrder,
      (value) => `${milliseconds(value)}, of ${figures.recovery?.orders} orders`,
    ),
    ...engineVerdicts(cellAt('empty-handler', 1), base('empty-handler')),
    ...startVerdicts(figures, most),
    ...telemetryVerdicts(figures),
    ...faultsVerdicts(figures.faults),
  ];
}

function shareOf(deduct: Cell | undefined, limit: Cell | undefined): Verdict {
  return verdict(
    WORK.deduct,
    '≥ 60 % of lock + update of a row',
    deduct && limit && { deduct, limit },
    ({ deduct, limit }) => {
      const share = deduct.perSecond / limit.perSecond;
      return { met: share >= 0.6, measured: `${number(share * 100)} % of ${rate(limit.perSecond)}` };
    },
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

type Most = (
  work: string,
  text: string,
  limit: number,
  value: number | undefined,
  show: (value: number) => string,
) => Verdict;

function startVerdicts({ startup, coldStarts, loadedBytes }: Figures, most: Most): Verdict[] {
  const seconds = (ms: number): string => `${number(ms / 1000, 1)} s`;
  const megabytes = (bytes: number): string => `${number(bytes / MB)} MB`;
  const first = startup && startup.firstMs + startup.buildMs;
  const slowest = coldStarts?.toSorted((a, b) => b.initMs - a.initMs)[0];
  const start = 'npm start to first answer';
  return [
    most(start, '10 s the first time, bundling included', 10_000, first, seconds),
    most(start, '5 s after that', 5_000, startup?.secondMs, seconds),
    most('memory, idle', '600 MB', 600 * MB, startup?.idleBytes, megabytes),
    most('memory, 32 connections', '2.5 GB', 2_500 * MB, loadedBytes?.[32], megabytes),
    most('memory, 128 connections', '3 GB', 3_000 * MB, loadedBytes?.[128], megabytes),
    ...bundleVerdicts(startup, most),
    most(
      'cold start (init)',
      '150 ms',
      150,
      slowest?.initMs,
      (ms) => `slowest ${slowest?.name}: ${milliseconds(ms)}`,
    ),
  ];
}

function bundleVerdicts(startup: Startup | undefined, most: Most): Verdict[] {
  const budgets = [
    { text: '350 kB without AWS SDK clients', bytes: 350_000 },
    { text: '700 kB with', bytes: 700_000 },
  ];
  return budgets.map(({ text, bytes }) => {
    const bundles = startup?.bundles.filter(({ budgetBytes }) => budgetBytes === bytes);
    const largest = bundles?.toSorted((a, b) => b.bytes - a.bytes)[0];
    return most(
      'handler bundle',
      text,
      bytes,
      largest?.bytes,
      (size) => `largest ${largest?.name}: ${number(size / KB)} kB`,
    );
  });
}
