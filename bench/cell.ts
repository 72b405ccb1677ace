import { openLoad } from './load.ts';
import { EXPECTED, type LoadPlan } from './load-plan.ts';
import { cpuByPart, type PartNames } from './parts.ts';
import { cpuOf, type ProcessCpu } from './processes.ts';
import type { Summary } from './summary.ts';

/** One row at one number of connections. */
export interface Cell {
  readonly row: string;
  readonly connections: number;
  readonly seconds: number;
  readonly answers: number;
  readonly perSecond: number;
  readonly latencyMs: Summary;
  /** Answers that are not the expected one, by what they were. */
  readonly errors: Readonly<Record<string, number>>;
  /** Sum over all processes of the system; undefined where the platform does not report it. */
  readonly cpuMsPerAnswer: number | undefined;
  /** The same by function and store, where that was asked for. */
  readonly cpuMsByPart?: Readonly<Record<string, number>>;
}

export interface Measurement {
  readonly row: string;
  readonly plan: LoadPlan;
  /** The process whose tree is the system. */
  readonly rootPid: number;
  readonly seconds: number;
  readonly partNames?: (() => Promise<PartNames>) | undefined;
}

/** What came of all requests, those of the warm-up included. */
export type Outcomes = Readonly<Record<string, number>>;

const WARM_UP_SHARE = 0.4;

/** Warms up, then measures, over the same connections. */
export async function measureCell({ row, plan, rootPid, seconds, partNames }: Measurement): Promise<{
  readonly cell: Cell;
  readonly outcomes: Outcomes;
}> {
  await using load = await openLoad(plan);
  const { work } = plan;
  const most = work.kind === 'http' && work.once ? work.requests.length * WARM_UP_SHARE : undefined;
  const warmUp = await load.run(seconds * WARM_UP_SHARE, most);
  const before = cpuOf(rootPid);
  const result = await load.run(seconds);
  const after = cpuOf(rootPid);
  const perAnswer = (ms: number): number => ms / result.answers;
  const parts = before && after && partNames && cpuByPart(before, after, await partNames());
  const { [EXPECTED]: _, ...errors } = result.outcomes;
  const cell: Cell = {
    row,
    connections: plan.connections,
    seconds: result.seconds,
    answers: result.answers,
    perSecond: result.answers / result.seconds,
    latencyMs: result.latencyMs,
    errors,
    cpuMsPerAnswer:
      before && after && result.answers > 0 ? perAnswer(totalOf(after) - totalOf(before)) : undefined,
    ...(parts && {
      cpuMsByPart: Object.fromEntries(Object.entries(parts).map(([name, ms]) => [name, perAnswer(ms)])),
    }),
  };
  return { cell, outcomes: sumOf(warmUp.outcomes, result.outcomes) };
}

/** Milliseconds of them all. */
export const totalOf = (processes: readonly ProcessCpu[]): number =>
  processes.reduce((sum, { cpuMs }) => sum + cpuMs, 0);

function sumOf(one: Outcomes, other: Outcomes): Outcomes {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...keys].map((key) => [key, (one[key] ?? 0) + (other[key] ?? 0)]));
}

export const errorCount = ({ errors }: Cell): number =>
  Object.values(errors).reduce((sum, count) => sum + count, 0);
