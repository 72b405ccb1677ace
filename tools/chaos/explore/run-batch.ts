import { setTimeout as wait } from 'node:timers/promises';
import { noMessageLeft, settledVerdict } from '#lab/settle';
import type { Verdict } from '#oracle/verdict';
import { inParallel } from '#shared/in-parallel';
import { readDeductions } from './evidence.ts';
import { type Experiment, isKill, type Strike, slowFirst } from './experiment.ts';
import type { Lab } from './forms/form.ts';
import { RECOVERY } from './place.ts';
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
  const killing = others.filter(({ strikes }) => strikes.some(isKill) && !strikes.some(isKillInRecovery));
  const killingRecovery = others.filter(({ strikes }) => strikes.some(isKillInRecovery));
  const loud = others.filter(({ strikes }) => strikes.some(isLoud) && !strikes.some(isKill));
  const sent = await inParallel(AT_ONCE, gentle.toSorted(slowFirst), (each) => sendOne(lab, each));
  for (const group of [loud, killing]) {
    if (group.length === 0) continue;
    await wait(SPANS_AFTER_MS);
    sent.push(...(await inParallel(AT_ONCE, group, (each) => sendOne(lab, each))));
  }
  if (killingRecovery.length > 0) {
    await noMessageLeft(lab.system.stores);
    await wait(SPANS_AFTER_MS);
    sent.push(...(await inParallel(AT_ONCE, killingRecovery, (each) => sendOne(lab, each))));
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

/** Its process has perhaps not reported yet what recovery did for other experiments, some seconds after their requests. */
const isKillInRecovery = (strike: Strike): boolean => isKill(strike) && strike.at.place.shell === RECOVERY;
/** Holds up whoever needs the same rows. */
const isLoud = ({ mode }: Strike): boolean => mode.name === 'lock_held';
