import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withRequestContext } from '#shared/telemetry/request-context';
import { createFaults, type FaultsOptions, parameterWith } from '#tests/support/faults/injected-faults';
import { type FaultId, type FaultSettings, faultsAt, switchedOn, switchRow } from './fault-table.ts';
import { PORT_POINTS, serviceOf } from './points.ts';

const ALWAYS = { random: () => 0 };

function faultsWith(settings: FaultSettings, options: FaultsOptions = ALWAYS) {
  const [first = 'delay'] = switchedOn(settings);
  return createFaults(serviceOf(switchRow(first).point), parameterWith(settings), options).faults;
}

/** Time that faults delayed an invocation that has `remainingMs` left. */
async function heldUpMs(
  faults: readonly FaultId[],
  settings: FaultSettings,
  remainingMs = 10_000,
): Promise<number> {
  const injector = faultsWith(settings);
  const startedAt = performance.now();
  await withRequestContext({ requestId: 'r', remainingMs: () => remainingMs }, () =>
    injector.enter({ faults }),
  );
  return performance.now() - startedAt;
}

test('each fault acts on the invocations that name it, and on no others', async () => {
  expect(await heldUpMs(['inventory_delay'], { inventory_delay: { delay_ms: 30 } })).toBeGreaterThanOrEqual(
    29,
  );
  expect(await heldUpMs(['delay'], { delay: { delay_ms: 30 } })).toBeGreaterThanOrEqual(29);
  await expect(heldUpMs(['error'], { error: { enable: true } })).rejects.toMatchObject({
    code: 'injected_error',
  });
  await heldUpMs(['inventory_delay'], {
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

test('an invocation without faults of its own refreshes the settings of the calls within it', async () => {
  let text = '{}';
  const { faults } = createFaults('order', { get: async () => text, put: async () => {} }, ALWAYS);
  await faults.enter({ faults: [] });
  expect(faults.draw('payment_fail')).toBe(false);

  text = '{"payment_fail":{"fail_percent":100}}';
  await faults.enter({ faults: [] });

  expect(faults.draw('payment_fail')).toBe(true);
});

test('a fault that the adapter carries out is drawn at the switched rate', async () => {
  const draw = async (settings: FaultSettings, random: number, enabled = true) => {
    const faults = faultsWith(settings, { random: () => random, enabled });
    await faults.enter({ faults: [] });
    return faults.draw('payment_fail');
  };

  expect(await draw({ payment_fail: { fail_percent: 30 } }, 0.299)).toBe(true);
  expect(await draw({ payment_fail: { fail_percent: 30 } }, 0.3)).toBe(false);
  expect(await draw({ payment_fail: { fail_percent: 100 } }, 0.999)).toBe(true);
  expect(await draw({ payment_fail: { fail_percent: 0 } }, 0)).toBe(false);
  expect(await draw({}, 0)).toBe(false);
  expect(await draw({ payment_fail: { fail_percent: 100 } }, 0, false)).toBe(false);
});

test('nothing is read, and nothing acts, where chaos is off', async () => {
  const parameter = { get: () => expect.fail('asked'), put: async () => {} };
  const { faults } = createFaults('user', parameter, { ...ALWAYS, enabled: false });

  await faults.enter({ faults: ['query_delay', 'delay', 'error'], query: { delay: '60000' } });
});

test('a call of a port costs nothing where no fault of the table could act on it', () => {
  const faults = faultsWith({});
  const idle = PORT_POINTS.filter((point) => faults.at(point) === undefined);

  expect(idle).toEqual(PORT_POINTS.filter((point) => faultsAt(point).length === 0));
});

test('each fault at a port acts on its calls, in the invocation that follows its setting', async () => {
  for (const point of PORT_POINTS) {
    for (const id of faultsAt(point).filter((id) => id !== 'query_delay')) {
      const { route } = switchRow(id);
      const faults = faultsWith({ [id]: route.example });
      const faultHits: string[] = [];
      const call = () => faults.at(point)?.();
      await call();
      await withRequestContext({ requestId: 'r', faultHits, remainingMs: () => 0 }, async () => {
        await faults.enter({ faults: [] });
        await expect(call()).rejects.toMatchObject({ name: 'AppError' });
      });
      expect(faultHits).toEqual([`${id}@${point}`]);
    }
  }
});

test.each(PORT_POINTS)('%s is passed to its adapter', (point) => {
  const wiring = readFileSync(`functions/${serviceOf(point)}/deps.ts`, 'utf8');

  expect(wiring).toContain(`faults.at('${point}')`);
});
