import { expect, test } from 'vitest';
import { traceIdFor } from '#tests/support/engine/test-spans';
import { startTracesServer } from '#tests/support/engine/traces-server';

test('the list is filtered by the state of the order, and a failed order is a failure without any error', async () => {
  const { add, get } = await startTracesServer();
  const states = [
    ['failed', 'payment_failed'],
    ['failed', 'out_of_stock'],
    ['cancelled', 'confirmed'],
  ];
  for (const [at, [status = '', outcome = '']] of states.entries()) {
    const attributes = { 'food.order.status': status, 'food.order.outcome': outcome };
    await add('order', [{ trace: `${at + 1}`, id: '1', name: 'POST /orders', atMs: at, attributes }]);
  }
  const found = async (query: string): Promise<string[]> =>
    JSON.parse((await get(`/traces.json?${query}`)).text).traces.map(({ order }: { order: string }) => order);

  expect(await found('order=failed')).toEqual(['failed: out_of_stock', 'failed: payment_failed']);
  expect(await found('order=payment_failed')).toEqual(['failed: payment_failed']);
  expect(await found('order=cancelled')).toEqual(['cancelled']);
  expect(await found('order=confirmed')).toEqual([]);
  expect(await found('error=1')).toEqual(['failed: out_of_stock', 'failed: payment_failed']);
  const page = (await get('/traces?order=payment_failed')).text;
  expect(page).toContain('<option selected>payment_failed</option>');
  expect(page).toContain('order failed: payment_failed');
});

test('the page of a failed order shows how each step ended, and never "no errors"', async () => {
  const { add, get } = await startTracesServer();
  const failed = { 'food.order.status': 'failed', 'food.order.outcome': 'payment_failed' };
  const step = (id: string, name: string, result: string) => {
    const operation = { 'db.operation.name': 'PutItem', 'db.collection.name': 'payments' };
    return { trace: 'a', id, parent: '1', name, attributes: { ...operation, 'food.step.result': result } };
  };
  await add('order', [
    { trace: 'a', id: '1', name: 'POST /orders', attributes: failed },
    step('2', 'charge', 'declined'),
    step('3', 'refund', 'refunded'),
  ]);
  await add('order', [{ trace: 'b', id: '1', name: 'GET /orders' }]);
  const page = async (trace: string): Promise<string> => (await get(`/traces/${traceIdFor(trace)}`)).text;

  const text = await page('a');
  expect(text).toContain(
    'title="charge (PutItem payments)"><b>charge</b><span class="result failed">: declined</span>',
  );
  expect(text).toContain('<b>refund</b><span class="result">: refunded</span>');
  expect(text).not.toContain('no errors');
  expect(await page('b')).toContain('no errors');
});
