import { expect, test } from 'vitest';
import type { RouteFault } from '#shared/http/route';
import { NO_HITS } from '#tests/support/faults/no-hits';
import { passFaultGate } from './gate.ts';
import { type FaultSettings, SWITCHES, switchedOn } from './switch-table.ts';
import { createFaultSwitches } from './switches.ts';

/** The service whose switches these are. */
const serviceOf = (settings: FaultSettings) => SWITCHES[switchedOn(settings)[0] ?? 'delay'].service;

/** How long the gate held an invocation up that has `remainingMs` left. */
async function heldUpMs(
  faults: readonly RouteFault[],
  settings: FaultSettings,
  remainingMs = 10_000,
): Promise<number> {
  const parameter = { get: async () => JSON.stringify(settings), put: async () => {} };
  const switches = createFaultSwitches(parameter, {
    service: serviceOf(settings),
    enabled: true,
    ...NO_HITS,
    pollMs: 0,
  });
  const startedAt = performance.now();
  await passFaultGate(faults, switches, { query: {}, remainingMs: () => remainingMs }, () => 0);
  return performance.now() - startedAt;
}

test('each fault acts on the routes that name it, and on no others', async () => {
  expect(await heldUpMs(['inventory_delay'], { inventory_delay: { delay_ms: 30 } })).toBeGreaterThanOrEqual(
    29,
  );
  expect(await heldUpMs(['delay'], { delay: { delay_ms: 30 } })).toBeGreaterThanOrEqual(29);
  await expect(heldUpMs(['error'], { error: { enable: true } })).rejects.toMatchObject({
    code: 'injected_error',
  });
  await heldUpMs(['inventory_delay', 'payment_fail'], {
    error: { enable: true },
    delay: { delay_ms: 60_000 },
  });
});

test('a delay never outlasts the invocation', async () => {
  await expect(heldUpMs(['delay'], { delay: { delay_ms: 60_000 } }, 520)).rejects.toMatchObject({
    code: 'timeout',
  });
  await expect(heldUpMs(['delay'], { delay: { delay_ms: 1 } }, 100)).rejects.toMatchObject({
    code: 'timeout',
  });
});

test('nothing is read for a route without faults', async () => {
  const parameter = { get: () => Promise.reject(new Error('asked')), put: async () => {} };
  const switches = createFaultSwitches(parameter, {
    service: 'user',
    enabled: true,
    ...NO_HITS,
    pollMs: 0,
    warn: () => expect.fail('asked'),
  });

  await passFaultGate([], switches, { query: {}, remainingMs: () => 10_000 });
});
