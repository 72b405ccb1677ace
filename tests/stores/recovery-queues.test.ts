import { describe, expect, onTestFinished, test } from 'vitest';
import { onSqs, type RecoveryQueueRig, simulated } from './recovery-queues.ts';

/** Timers of two processes may differ by a little. */
const SLACK_MS = 20;

describe.each([
  ['as the simulation has it', simulated],
  ['as the engine has it', onSqs],
])('the queue, %s,', (_, implement) => {
  async function rig(): Promise<RecoveryQueueRig> {
    const made = await implement();
    onTestFinished(() => made[Symbol.asyncDispose]());
    return made;
  }

  test('delivers a message once its delay is over, and once only if it is acknowledged', async () => {
    const queue = await rig();
    const sentAtMs = await queue.send(7, 2_000);

    await queue.work(2_000 + 3 * queue.visibilityMs, true);

    expect(queue.received.map(({ orderId }) => orderId)).toEqual([7]);
    expect(queue.received[0]?.atMs).toBeGreaterThanOrEqual(sentAtMs + 2_000 - SLACK_MS);
  });

  test('delivers again, no sooner than the visibility timeout, what was not acknowledged', async () => {
    const queue = await rig();
    await queue.send(7, 0);

    await queue.work(2.5 * queue.visibilityMs, false);
    await queue.work(3 * queue.visibilityMs, true);

    const instants = queue.received.map(({ atMs }) => atMs);
    expect(instants.length).toBeGreaterThanOrEqual(3);
    for (const [i, atMs] of instants.entries()) {
      const beforeMs = instants[i - 1];
      if (beforeMs !== undefined)
        expect(atMs - beforeMs).toBeGreaterThanOrEqual(queue.visibilityMs - SLACK_MS);
    }
  });

  test('a message that waits does not hold up the others', async () => {
    const queue = await rig();
    await queue.send(1, 3_000);
    await queue.send(2, 0);

    await queue.work(5_000, true);

    expect(queue.received.map(({ orderId }) => orderId)).toEqual([2, 1]);
  });
});
