import { afterAll, beforeAll, expect, test } from 'vitest';
import { countBy } from '#tests/support/api/client';
import { type Environment, type Restaurant, startRestaurant } from '#tests/support/stores/restaurant';
import { ROUNDS } from './rounds.ts';

/** Fewer portions than the orders need, so that some are refused for lack of stock. */
const SCARCE_MENU = 5;
const SCARCE = 8;
const AT_ONCE = 8;
const lines = [{ menuId: SCARCE_MENU, quantity: 3 }];

let restaurant: Restaurant;
beforeAll(async () => {
  restaurant = await startRestaurant();
  await restaurant.newDatabase();
});
afterAll(() => restaurant?.[Symbol.asyncDispose]());

test('reserve and release of the same order in a race never lose stock, and never sell what is not there', async () => {
  const setup = restaurant.environment();
  const before = (await restaurant.stockOf(SCARCE_MENU)) ?? 0;
  await setup.inventory.change('make-scarce', SCARCE_MENU, SCARCE - before);
  let lowest = SCARCE;
  let isOver = false;
  const watching = watch();

  const reservers = restaurant.environments(AT_ONCE);
  const releasers = restaurant.environments(AT_ONCE);
  const outcomes = await Promise.all(
    reservers.map((reserver, lane) => raceInTurn(reserver, releasers[lane] ?? reserver, lane)),
  );
  isOver = true;
  await watching;

  const counts = countBy(outcomes.flat(), String);
  console.log(
    `${ROUNDS.races} races, answers to reserve: ${JSON.stringify(counts)}; least stock seen: ${lowest}`,
  );
  expect(
    Object.keys(counts).every((outcome) => ['reserved', 'out_of_stock', 'released'].includes(outcome)),
  ).toBe(true);
  expect(lowest).toBeGreaterThanOrEqual(0);
  expect(await restaurant.stockOf(SCARCE_MENU)).toBe(SCARCE);
  expect(await restaurant.auditDifferences()).toEqual([]);

  async function watch(): Promise<void> {
    const { menus } = restaurant.environment();
    while (!isOver) lowest = Math.min(lowest, (await menus.find(SCARCE_MENU))?.inventory ?? 0);
  }
});

/** Sends reserve and release at once; then makes the calls of recovery and of a late request. */
async function raceInTurn(reserver: Environment, releaser: Environment, lane: number): Promise<string[]> {
  const outcomes: string[] = [];
  for (let order = lane + 1; order <= ROUNDS.races; order += AT_ONCE) {
    const [{ outcome }] = await Promise.all([
      reserver.inventory.reserve(order, lines),
      releaser.inventory.release(order),
    ]);
    outcomes.push(outcome);
    expect((await reserver.inventory.reserve(order, lines)).outcome).not.toBe('reserved');
  }
  return outcomes;
}
