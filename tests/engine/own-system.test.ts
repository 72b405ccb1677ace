import { expect, test } from 'vitest';
import { startOwnSystem } from '#lab/own-system';
import { objections, settledVerdict } from '#lab/settle';
import { createApi } from '#tests/support/api/client';
import { DYNAMODB } from '#tests/support/stores/dynamodb-choices';

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('a system of its own takes orders, is judged and leaves no process', async () => {
  await using system = await startOwnSystem({ dynamodb: DYNAMODB });
  const api = createApi(system.urls);

  const order = await api.order(await api.newUser(), [{ menu_id: 1, quantity: 1 }]);
  const verdict = await settledVerdict(system.stores);

  expect(order.body.status).toBe('confirmed');
  expect(objections(verdict)).toEqual({});
  expect(verdict.snapshot.orders.size).toBe(1);
  expect(isAlive(system.pid)).toBe(true);

  await system[Symbol.asyncDispose]();
  expect(isAlive(system.pid)).toBe(false);
});
