import { expect, test } from 'vitest';
import { Random } from '#simulation/random';
import { Weighted } from './weighted.ts';
import { ZipfRanks } from './zipf-ranks.ts';

const DRAWS = 100_000;

function sharesOf(count: number, draw: () => number): number[] {
  const drawn = new Array<number>(count).fill(0);
  for (let i = 0; i < DRAWS; i++) {
    const rank = draw();
    drawn[rank] = (drawn[rank] ?? 0) + 1;
  }
  return drawn.map((each) => each / DRAWS);
}

test.each([0, 0.8, 1, 2])('an exponent of %s gives rank k a weight of 1 / k ^ exponent', (exponent) => {
  const random = new Random(1);
  const ranks = new ZipfRanks(6, exponent);
  const weights = [1, 2, 3, 4, 5, 6].map((k) => k ** -exponent);
  const sum = weights.reduce((all, weight) => all + weight, 0);

  const shares = sharesOf(6, () => ranks.draw(random));

  expect(shares.length).toBe(6);
  for (const [rank, share] of shares.entries()) expect(share).toBeCloseTo((weights[rank] ?? 0) / sum, 2);
});

test('weights are shares, and what has none is never drawn', () => {
  const random = new Random(1);
  const weighted = new Weighted([
    [0, 3],
    [1, 0],
    [2, 1],
  ]);

  const shares = sharesOf(3, () => weighted.draw(random));

  expect(shares[0]).toBeCloseTo(0.75, 2);
  expect(shares[1]).toBe(0);
});
