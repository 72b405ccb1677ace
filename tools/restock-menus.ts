import { UsageError } from '#shared/cli/errors';
import { inParallel } from '#shared/in-parallel';
import type { Restaurant } from './restaurant-address.ts';
import { changeStock, type MenuStock, readStock, readStockOf } from './stock-api.ts';

const AT_ONCE = 8;
/** Largest change that the API takes in one call. */
const MOST_CHANGE = 1_000_000;

export interface Restocked {
  readonly id: number;
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/**
 * Sets the stock of menus by recorded changes, so that what is sold meanwhile stays sold.
 * @param wanted ids of the menus; all of them if undefined
 * @throws UsageError for an id without a menu, UserError where the service refuses
 */
export async function restock(
  restaurant: Restaurant,
  stock: number,
  wanted: readonly number[] | undefined,
): Promise<Restocked[]> {
  const menus = await readStock(restaurant);
  const stranger = wanted?.find((id) => !menus.some((menu) => menu.id === id));
  if (stranger !== undefined) {
    throw new UsageError(`--menu is "${stranger}", allowed: ${menus.map(({ id }) => id).join(', ')}`);
  }
  const chosen = menus.filter(({ id }) => wanted?.includes(id) ?? true);
  return await inParallel(AT_ONCE, chosen, (menu) => restockMenu(restaurant, menu, stock));
}

async function restockMenu(restaurant: Restaurant, menu: MenuStock, stock: number): Promise<Restocked> {
  const { id, name, inventory: before } = menu;
  let after = before;
  let missing = stock - before;
  while (missing !== 0) {
    const change = Math.max(-MOST_CHANGE, Math.min(missing, MOST_CHANGE));
    const remaining = await changeStock(restaurant, id, change);
    // Orders took portions since: lowering goes on from what is left now.
    missing =
      remaining === 'too few' ? Math.min(0, stock - (await readStockOf(restaurant, id))) : missing - change;
    if (remaining !== 'too few') after = remaining;
  }
  return { id, name, before, after };
}
