import type { MemoryStores } from '#functions/order/in-memory/stores';
import type { MemoryRedis } from './simulated-redis.ts';
import type { World } from './world.ts';

const MENUS = [1, 2];
const POISONED_PRICE = 1;

/**
 * Changes prices in the store, at any time and just after a reservation, without a change of cached copies. The copies
 * are overwritten with another price, under the generation in force.
 */
export function movePrices(world: World, stores: MemoryStores, redis: MemoryRedis): void {
  const { random } = world;
  const change = (): void => {
    if (world.skips('new prices')) return;
    const [menuId, price] = [random.pick(MENUS), random.between(1, 40) * 50];
    stores.prices.set(menuId, price);
    if (world.timeline) world.log(`the price of menu ${menuId} is ${price} now`);
  };
  for (let n = random.between(0, 3); n > 0; n--)
    world.after(random.between(0, random.pick([20_000, 120_000])), change);
  stores.onReserved = () => {
    if (random.chance(0.1)) world.after(random.between(0, 5), change);
  };
  for (let n = random.between(0, 2); n > 0; n--)
    world.after(random.between(0, 30_000), () => poison(world, redis));
}

function poison(world: World, redis: MemoryRedis): void {
  if (world.skips('poisoned copies')) return;
  for (const [key, kept] of redis.keys) {
    const value = kept.value.replace(/"price":\d+/, `"price":${POISONED_PRICE}`);
    redis.keys.set(key, { ...kept, value });
  }
  world.log('the prices in all cached menus are overwritten');
}
