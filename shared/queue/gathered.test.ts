import { expect, test } from 'vitest';
import { withPortCall } from '#shared/faults/fault-scope';
import { inBatch, outOfBatch } from './batch.ts';
import { gathered } from './gathered.ts';

/** A doubling of numbers whose calls are recorded. `many` leaves negative ones out, and fails for those above 100. */
function createDoubling() {
  const calls: string[] = [];
  const double = gathered<number, number>({
    async one(n) {
      calls.push(`one ${n}`);
      return 2 * n;
    },
    async many(numbers) {
      calls.push(`many ${numbers.join()}`);
      if (numbers.some((n) => n > 100)) throw new Error('too great');
      return new Map(numbers.filter((n) => n >= 0).map((n) => [n, 2 * n]));
    },
  });
  return { calls, double };
}

test('calls of messages that are inspected together are one call', async () => {
  const { calls, double } = createDoubling();

  const answers = await inBatch(() => Promise.all([double(1), Promise.resolve(2).then(double), double(1)]));

  expect(answers).toEqual([2, 4, 2]);
  expect(calls).toEqual(['many 1,2']);
});

test('a call that no other joins is made for itself, and so is one outside of any batch', async () => {
  const { calls, double } = createDoubling();

  expect(await inBatch(() => double(1))).toBe(2);
  expect(await double(3)).toBe(6);
  expect(calls).toEqual(['one 1', 'one 3']);
});

test('batches do not mix, and neither do the calls before and after an answer', async () => {
  const { calls, double } = createDoubling();
  const twice = (n: number) => double(n).then(double);

  const batches = [1, 2].map((n) => inBatch(() => Promise.all([twice(n), twice(10 * n)])));

  expect(await Promise.all(batches)).toEqual([
    [4, 40],
    [8, 80],
  ]);
  expect(calls).toEqual(['many 1,10', 'many 2,20', 'many 2,20', 'many 4,40']);
});

test('what the answer leaves out is asked for alone', async () => {
  const { calls, double } = createDoubling();

  expect(await inBatch(() => Promise.all([double(1), double(-1)]))).toEqual([2, -2]);
  expect(calls).toEqual(['many 1,-1', 'one -1']);
});

test('a call that fails fails for all that joined it', async () => {
  const { double } = createDoubling();

  const answers = await inBatch(() => Promise.allSettled([double(1), double(101)]));

  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('the work of one message, and a call on which a rule may act, are made for themselves', async () => {
  const { calls, double } = createDoubling();
  const point = { name: 'order.orders.get', kind: 'port', technologies: [] } as const;
  const call = { point, args: [], rules: [], tries: new Map(), unprotected: new Set<string>() };

  await inBatch(() =>
    Promise.all([double(1), outOfBatch(() => double(2)), withPortCall(call, () => double(3)), double(4)]),
  );

  expect(calls.toSorted()).toEqual(['many 1,4', 'one 2', 'one 3']);
});
