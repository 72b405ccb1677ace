import type { Cell } from './cell.ts';
import { openLoad } from './load.ts';
import { EXPECTED, type LoadPlan } from './load-plan.ts';
import { type Outcomes, sumOf } from './outcomes.ts';
import { cpuByPart, type PartNames } from './parts.ts';
import { cpuOf, totalOf } from './processes.ts';

export interface Measurement {
  readonly row: string;
  readonly plan: LoadPlan;
  /** The process whose tree is the system. */
  readonly rootPid: number;
  readonly seconds: number;
  /** @default a share of `seconds` */
  readonly warmUpSeconds?: number | undefined;
  readonly partNames?: (() => Promise<PartNames>) | undefined;
  /** The parts whose processor time is the cell's. @default all */
  readonly counted?: readonly string[] | undefined;
}

const WARM_UP_SHARE = 0.4;

/** Warms up, then measures, over the same connections. */
export async function measureCell({
  row,
  plan,
  rootPid,
  seconds,
  warmUpSeconds = seconds * WARM_UP_SHARE,
  partNames,
  counted,
}: Measurement): Promise<{
  readonly cell: Cell;
  readonly outcomes: Outcomes;
}> {
  await using load = await openLoad(plan);
  const { work } = plan;
  const onceOnly =
    work.kind === 'http' && work.once
      ? (work.requests.length * warmUpSeconds) / (warmUpSeconds + seconds)
      : undefined;
  const warmedUp = await load.run(warmUpSeconds, onceOnly);
  const before = cpuOf(rootPid);
  const result = await load.run(seconds);
  const after = cpuOf(rootPid);
  const perAnswer = (ms: number): number => ms / result.answers;
  const used = before && after && partNames && cpuByPart(before, after, await partNames());
  const parts = used && Object.entries(used).filter(([name]) => counted?.includes(name) ?? true);
  const cpuMs = counted
    ? parts?.reduce((sum, [, ms]) => sum + ms, 0)
    : before && after && totalOf(after) - totalOf(before);
  const { [EXPECTED]: _, ...errors } = result.outcomes;
  const cell: Cell = {
    row,
    connections: plan.connections,
    seconds: result.seconds,
    answers: result.answers,
    perSecond: result.answers / result.seconds,
    latencyMs: result.latencyMs,
    errors,
    cpuMsPerAnswer: cpuMs !== undefined && result.answers > 0 ? perAnswer(cpuMs) : undefined,
    ...(result.answers > 0 && { clientCpuMsPerAnswer: perAnswer(result.clientCpuMs) }),
    ...(parts && { cpuMsByPart: Object.fromEntries(parts.map(([name, ms]) => [name, perAnswer(ms)])) }),
  };
  return { cell, outcomes: sumOf(warmedUp.outcomes, result.outcomes) };
}
