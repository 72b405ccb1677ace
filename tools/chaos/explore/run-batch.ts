import { setTimeout as wait } from 'node:timers/promises';
import { settledVerdict } from '#lab/settle';
import type { Verdict } from '#oracle/verdict';
import { readDeductions } from './evidence.ts';
import { type Experiment, isKill, type Strike } from './experiment.ts';
import type { Lab } from './forms/form.ts';
import { inParallel } from './in-parallel.ts';
import { readHeld } from './read-hits.ts';
import { readTraces } from './read-traces.ts';
import { type Result, resultOf } from './result.ts';
import { sendOne } from './sent.ts';

/** Experiments at the same time: most of them wait. */
const AT_ONCE = 16;
/** Functions report their spans within this time after a call; a process that is killed then has reported the last one. */
const SPANS_AFTER_MS = 2_000;

export interface Batch {
  readonly results: readonly Result[];
  readonly verdict: Verdict;
}

/** Runs experiments side by side, waits until everything that came of them is at rest, and judges each, and all. */
export async function runBatch(lab: Lab, experiments: readonly Experiment[]): Promise<Batch> {
  const alone = experiments.filter(({ form }) => form.isPlain);
  const others = experiments.filter(({ form }) => !form.isPlain);
  const gentle = others.filter(({ strikes }) => !strikes.some(isKill) && !strikes.some(isLoud));
  const killing = others.filter(({ strikes }) => strikes.some(isKill));
  const loud = others.filter(({ strikes }) => strikes.some(isLoud) && !strikes.some(isKill));
  const sent = await inParallel(AT_ONCE, gentle.toSorted(slowFirst), (each) => sendOne(lab, each));
  for (const group of [loud, killing]) {
    if (group.length === 0) continue;
    await wait(SPANS_AFTER_MS);
    sent.push(...(await inParallel(AT_ONCE, group, (each) => sendOne(lab, each))));
  }
  sent.push(...(await inParallel(1, alone, (each) => sendOne(lab, each))));
  const verdict = await settledVerdict(lab.system.stores);
  await wait(SPANS_AFTER_MS);
  const held = await readHeld(lab.system);
  const evidence = { snapshot: verdict.snapshot, deductions: await readDeductions(lab.system.stores) };
  const results = await inParallel(AT_ONCE, sent, async (each) =>
    resultOf(each, { evidence, held, traces: await readTraces(lab.system, each.answers), lab }),
  );
  return { results, verdict };
}

/** Holds up whoever needs the same rows. */
const isLoud = ({ mode }: Strike): boolean => mode.name === 'lock_held';
const SLOW = ['timeout', 'latency', 'slow', 'slow_body', 'lock_held', 'slow_query'];
const slowness = ({ strikes }: Experiment): number =>
  strikes.reduce(
    (sum, { mode }) => sum + (SLOW.length - (SLOW.indexOf(mode.name) + 1 || SLOW.length + 1) + 1),
    0,
  );
const slowFirst = (one: Experiment, other: Experiment): number => slowness(other) - slowness(one);
