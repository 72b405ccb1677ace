import { setTimeout as sleep } from 'node:timers/promises';
import { JOURNEYS } from '#load/journeys/journeys';
import { startLoad } from '#load/load';
import { outcomeClass } from '#load/measure/outcome';
import type { Percentiles } from '#load/measure/sample';
import { cpuOf, totalOf } from '../processes.ts';
import type { System } from '../system.ts';
import { ROW_JOURNEYS } from './journeys.ts';

/** A row whose requests begin at fixed times, whatever became of those before. */
export interface RateCell {
  readonly row: string;
  /** Journeys that begin per second. */
  readonly rate: number;
  readonly answers: number;
  readonly perSecond: number;
  /** Milliseconds from when each request should have been sent: what waits behind a slow answer counts. */
  readonly intendedMs: Percentiles;
  /** From when it was sent. */
  readonly sentMs: Percentiles;
  /** Journeys that could not begin, since too many were under way. */
  readonly dropped: number;
  /** Answers that are not a success, by what they were. */
  readonly errors: Readonly<Record<string, number>>;
  /** Undefined for a journey of several steps, and where the platform does not report it. */
  readonly cpuMsPerAnswer: number | undefined;
  /** Why the figures are those of the load generator and not of the system; empty where they are not. */
  readonly doubts: readonly string[];
}

/** Long enough for what waited for the first environments to be answered. */
const WARM_UP_SECONDS = 5;
const MEASURED = 'measured';
const MS_PER_SECOND = 1_000;

/** @param system with stock for the load */
export async function measureAtRate(
  system: System,
  { row, rate, seconds }: { readonly row: string; readonly rate: number; readonly seconds: number },
): Promise<RateCell> {
  const found = ROW_JOURNEYS[row];
  if (!found) throw new Error(`no journey sends the requests of ${row}`);
  const { journey, step, isAlone } = found;
  const { needs } = JOURNEYS[journey];
  const { user, restaurant, order } = system.urls;
  const phase = { kind: 'steady', rate } as const;
  await using load = startLoad({
    urls: { user, restaurant, order },
    loop: {
      kind: 'open',
      phases: [
        { ...phase, seconds: WARM_UP_SECONDS, name: 'warm-up' },
        { ...phase, seconds, name: MEASURED },
      ],
    },
    journeys: { [journey]: 1 },
    ...(needs.some((need) => need === 'menus') && { menus: { menus: 1 } }),
  });
  await load.started;
  await sleep(WARM_UP_SECONDS * MS_PER_SECOND);
  const before = cpuOf(system.pid);
  const { sections, dropped, reasons } = await load.ended;
  const after = cpuOf(system.pid);
  const steps = sections.find(({ name }) => name === MEASURED)?.steps ?? [];
  const figures = steps.find((each) => each.step === step);
  if (!figures) throw new Error(`no request of ${row} was sent in ${seconds} s at ${rate}/s`);
  const errors = Object.entries(figures.outcomes).filter(([outcome]) => outcomeClass(outcome) !== 'ok');
  return {
    row,
    rate,
    answers: figures.ended,
    perSecond: figures.ended / seconds,
    intendedMs: figures.latency_ms.intended,
    sentMs: figures.latency_ms.sent,
    dropped,
    errors: Object.fromEntries(errors),
    cpuMsPerAnswer:
      isAlone && before && after ? (totalOf(after) - totalOf(before)) / figures.ended : undefined,
    doubts: reasons,
  };
}
