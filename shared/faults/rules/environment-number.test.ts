import { expect, test, vi } from 'vitest';
import { countClaims } from '../count-claims.ts';
import type { HitStore } from '../hit-store.ts';
import type { Claims } from './claims.ts';

const LATENCY = { id: 'a', point: 'user.handler', mode: 'latency', ms: 1 } as const;
const CALL = {
  requestId: 'r',
  point: 'user.handler',
  attempt: 1,
  subject: {
    isCold: false,
    header: () => undefined,
    userId: () => undefined,
    orderId: () => undefined,
    menuIds: () => [],
  },
  args: [],
};
const always = () => 0;

/** A store that all environments share. */
function sharedStore(): Pick<HitStore, 'next'> {
  const counts = new Map<string, number>();
  return {
    async next(key) {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count;
    },
  };
}

/** Modules of its own, as an environment has them. */
async function startEnvironment(claims: Claims, setAtMs: number) {
  vi.resetModules();
  const { activate } = await import('./active-rule.ts');
  const rule = activate({ ...LATENCY, match: { environment: { one_in: 4 } }, expires_at: null }, setAtMs);
  return () => rule.decides(CALL, claims, always);
}

test('a rule for one environment in four acts on every call of the first, the fifth and the ninth', async () => {
  const claims = countClaims(sharedStore());
  const chosen: number[] = [];
  for (let number = 1; number <= 9; number++) {
    const decides = await startEnvironment(claims, 0);
    const decisions = [await decides(), await decides(), await decides()];
    expect(new Set(decisions).size).toBe(1);
    if (decisions[0]) chosen.push(number);
  }

  expect(chosen).toEqual([1, 5, 9]);
});

test('a rule that is set anew chooses anew', async () => {
  const claims = countClaims(sharedStore());
  await (await startEnvironment(claims, 0))();
  const second = await startEnvironment(claims, 0);
  const secondAnew = await startEnvironment(claims, 1_000);

  expect([await second(), await secondAnew()]).toEqual([false, true]);
});

test('while environments cannot be counted it does not act, and then it does', async () => {
  const shared = sharedStore();
  let isDown = true;
  const next: HitStore['next'] = async (key) => {
    if (isDown) throw new Error('down');
    return shared.next(key);
  };
  const decides = await startEnvironment(countClaims({ next }), 0);
  const whileDown = await decides();
  isDown = false;

  expect([whileDown, await decides()]).toEqual([false, true]);
});
