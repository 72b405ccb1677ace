import { expect } from 'vitest';
import { judge } from '#oracle/judge';
import { DEFAULT_BOUNDS } from '#oracle/rule';
import type { Stores } from '#oracle/stores/connect';
import { readQueueDepth } from '#oracle/stores/queues';
import type { Verdict } from '#oracle/verdict';

/** Waits until no message is left that could change anything, and runs the oracle. */
export async function settledVerdict(stores: Stores, timeoutMs = 240_000): Promise<Verdict> {
  await expect
    .poll(() => readQueueDepth(stores, stores.settings.RECOVERY_QUEUE_URL), {
      timeout: timeoutMs,
      interval: 250,
    })
    .toEqual({ visible: 0, inFlight: 0, delayed: 0 });
  return judge(stores, { bounds: DEFAULT_BOUNDS, settleMs: 5_000 });
}

/** Violations by rule. */
export function objections({ results }: Verdict): Record<string, unknown> {
  const violated = results.filter(({ violations }) => violations.length > 0);
  return Object.fromEntries(violated.map(({ rule, violations }) => [rule.name, violations.slice(0, 5)]));
}
