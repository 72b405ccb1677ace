import { setTimeout as sleep } from 'node:timers/promises';
import type { Stores } from '#oracle/stores/connect';
import type { Bounds } from './rule.ts';
import { cachesRule } from './rules/caches.ts';
import { readSnapshot } from './snapshot.ts';
import { evaluate, unsettled, type Verdict } from './verdict.ts';

export interface JudgeOptions {
  readonly bounds: Bounds;
  /** Longest wait for the system to come to rest, in milliseconds. */
  readonly settleMs: number;
}

const SETTLE_EVERY_MS = 1_000;
/** Long enough for what was being written between the reading of two stores. */
const CONFIRM_AFTER_MS = 500;

/**
 * Judges the system in its present state, or once it has come to rest.
 * @throws CannotRead
 */
export async function judge(stores: Stores, { bounds, settleMs }: JudgeOptions): Promise<Verdict> {
  const startedMs = performance.now();
  while (true) {
    const verdict = await confirmed(stores, bounds);
    const passedMs = performance.now() - startedMs;
    if (isFinal(verdict) || passedMs >= settleMs) return verdict;
    await sleep(Math.min(SETTLE_EVERY_MS, settleMs - passedMs));
  }
}

/** Whether waiting changes nothing: all orders are at rest, and what is wrong will not pass. */
function isFinal({ snapshot, results, holds }: Verdict): boolean {
  if (unsettled(snapshot) > 0) return false;
  const { visible, inFlight, delayed } = snapshot.queue;
  const mayPass = results.some(({ rule, violations }) => rule === cachesRule && violations.length > 0);
  return holds || (visible + inFlight + delayed === 0 && !mayPass);
}

/**
 * Reads twice if needed: the stores are read one after another, so an order that changes meanwhile may look wrong. Only
 * a violation in both readings counts.
 */
async function confirmed(stores: Stores, bounds: Bounds): Promise<Verdict> {
  const first = evaluate(await readSnapshot(stores), bounds);
  if (first.holds) return first;
  await sleep(CONFIRM_AFTER_MS);
  const second = evaluate(await readSnapshot(stores), bounds);
  const results = second.results.map((result, i) => {
    const before = new Set(first.results[i]?.violations.map(({ subject }) => subject));
    return { ...result, violations: result.violations.filter(({ subject }) => before.has(subject)) };
  });
  return { ...second, results, holds: results.every(({ violations }) => violations.length === 0) };
}
