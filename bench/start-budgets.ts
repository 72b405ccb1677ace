import { milliseconds, number } from './figure-words.ts';
import type { Figures } from './figures.ts';
import type { Startup } from './startup.ts';
import { type Verdict, verdict } from './verdict.ts';

const MB = 1e6;
const KB = 1e3;

/** Budgets of starting, of what is started, and of the memory that it takes. */
export function startVerdicts({ startup, coldStarts, loadedBytes }: Figures): Verdict[] {
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
    ...bundleVerdicts(startup),
    most(
      'cold start (init)',
      '150 ms',
      150,
      slowest?.initMs,
      (ms) => `slowest ${slowest?.name}: ${milliseconds(ms)}`,
    ),
  ];
}

function bundleVerdicts(startup: Startup | undefined): Verdict[] {
  const budgets = [
    { text: '350 kB without the client of Redis', bytes: 350_000 },
    { text: '500 kB with', bytes: 500_000 },
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

function most(
  work: string,
  text: string,
  limit: number,
  value: number | undefined,
  show: (value: number) => string,
): Verdict {
  return verdict(work, `≤ ${text}`, value, (measured) => ({
    met: measured <= limit,
    measured: show(measured),
  }));
}
