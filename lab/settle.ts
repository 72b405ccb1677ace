import { setTimeout as sleep } from 'node:timers/promises';
import { judge } from '#oracle/judge';
import { DEFAULT_BOUNDS } from '#oracle/rule';
import type { Stores } from '#oracle/stores/connect';
import { readQueueDepth } from '#oracle/stores/queues';
import type { Verdict } from '#oracle/verdict';

const LOOK_EVERY_MS = 250;
const SETTLE_MS = 5_000;
const LONGEST_MS = 240_000;

/** Messages were left at the end of the time. */
export class NotAtRest extends Error {
  override readonly name = 'NotAtRest';
}

/**
 * Waits until no message is left that could change anything, and runs the oracle.
 *
 * @throws NotAtRest if messages are left after `timeoutMs`, CannotRead
 */
export async function settledVerdict(stores: Stores, timeoutMs = LONGEST_MS): Promise<Verdict> {
  await noMessageLeft(stores, timeoutMs);
  return judge(stores, { bounds: DEFAULT_BOUNDS, settleMs: SETTLE_MS });
}

/** @throws NotAtRest if messages are left after `timeoutMs`, CannotRead */
export async function noMessageLeft(stores: Stores, timeoutMs = LONGEST_MS): Promise<void> {
  const untilMs = performance.now() + timeoutMs;
  for (let left = await messagesLeft(stores); left > 0; left = await messagesLeft(stores)) {
    if (performance.now() > untilMs) throw new NotAtRest(`${left} messages are left after ${timeoutMs} ms`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function messagesLeft(stores: Stores): Promise<number> {
  const { visible, inFlight, delayed } = await readQueueDepth(stores, stores.settings.RECOVERY_QUEUE_URL);
  return visible + inFlight + delayed;
}

/** Violations by rule; empty where every invariant holds. */
export function objections({ results }: Verdict): Record<string, unknown> {
  const violated = results.filter(({ violations }) => violations.length > 0);
  return Object.fromEntries(violated.map(({ rule, violations }) => [rule.name, violations.slice(0, 5)]));
}
