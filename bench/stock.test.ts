import { expect, test } from 'vitest';
import { soldBy, watchStock } from './stock.ts';

function stocks(...values: number[]): () => Promise<number> {
  return async () => (values.length > 1 ? values.shift() : values[0]) ?? 0;
}

test('a confirmed order sold a portion, a refused one did not, and an error leaves it open', () => {
  expect(soldBy({ expected: 10, 'status 400': 3, 'status 504': 2, 'no answer: closed': 1 })).toEqual({
    least: 10,
    most: 13,
  });
});

test('is content when sold and left add up', async () => {
  const check = await watchStock(stocks(100, 90));

  await check({ expected: 10 });
});

test.each([89, 91])('fails loudly when %i are left of 100 after 10 orders', async (left) => {
  const check = await watchStock(stocks(100, left));

  await expect(check({ expected: 10 })).rejects.toThrow(
    `STOCK IS WRONG: 100 at the start, 10 sold, ${left} left.`,
  );
});

test('waits for recovery where answers were errors', async () => {
  const check = await watchStock(stocks(100, 80, 89), 5_000);

  await check({ expected: 10, 'status 504': 1 });
});
