import { type Load, openLoad } from '../load.ts';
import { EXPECTED } from '../load-plan.ts';
import { cpuOf, totalOf } from '../processes.ts';
import type { System } from '../system.ts';
import type { GrowthRow, Inhabited } from './rows.ts';

/** A running system of one size. */
export interface Contender {
  readonly system: System;
  readonly inhabited: Inhabited;
}

/** One figure for each turn. */
export interface SizeFigures {
  readonly size: number;
  /** Milliseconds of processor time per answer, of all processes of the system. */
  readonly cpuMs: readonly number[];
  readonly p50Ms: readonly number[];
}

export interface RowFigures {
  readonly row: string;
  readonly comparableFrom: number;
  readonly sizes: readonly SizeFigures[];
  /** Answers that were not the expected one. */
  readonly errors: Readonly<Record<string, number>>;
}

export interface MeasureOptions {
  readonly turns: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly connections: number;
  readonly signal: AbortSignal;
}

interface Runner {
  readonly load: Load;
  readonly pid: number;
  readonly figures: { readonly size: number; readonly cpuMs: number[]; readonly p50Ms: number[] };
}

/** Measures a row on every size in turns, in another order in each, so that other work on the machine affects all alike. */
export async function measureRow(
  row: GrowthRow,
  contenders: readonly Contender[],
  { turns, seconds, warmUpSeconds, connections, signal }: MeasureOptions,
): Promise<RowFigures> {
  const { comparableFrom = 1, onceATurn } = row;
  await using stack = new AsyncDisposableStack();
  const runners: Runner[] = [];
  const errors: Record<string, number> = {};
  for (const { system, inhabited } of contenders) {
    const { size } = inhabited.population;
    const requests = row.requests(inhabited);
    if (onceATurn !== undefined && requests.length < onceATurn * (turns + 1)) continue;
    const work = {
      kind: 'http',
      url: system.urls[row.service],
      requests,
      once: onceATurn !== undefined,
      expect: row.expect,
    } as const;
    const load = stack.use(await openLoad({ connections, work }));
    await load.run(warmUpSeconds, onceATurn);
    runners.push({ load, pid: system.pid, figures: { size, cpuMs: [], p50Ms: [] } });
  }
  for (let turn = 0; turn < turns; turn++) {
    const first = turn % Math.max(runners.length, 1);
    for (const { load, pid, figures } of [...runners.slice(first), ...runners.slice(0, first)]) {
      signal.throwIfAborted();
      const before = cpuOf(pid);
      const { answers, outcomes, latencyMs } = await load.run(seconds, onceATurn);
      const after = cpuOf(pid);
      if (before && after) figures.cpuMs.push((totalOf(after) - totalOf(before)) / answers);
      figures.p50Ms.push(latencyMs.p50);
      for (const [outcome, count] of Object.entries(outcomes))
        if (outcome !== EXPECTED) errors[outcome] = (errors[outcome] ?? 0) + count;
    }
  }
  return { row: row.row, comparableFrom, sizes: runners.map(({ figures }) => figures), errors };
}
