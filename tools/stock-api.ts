import * as z from 'zod';
import { UserError } from '#shared/cli/errors';
import { messageOf } from '#shared/error-message';
import type { Restaurant } from './restaurant-address.ts';

/** Longer than a change of stock may wait for its row, and than the switch that slows it. */
const TIMEOUT_MS = 30_000;
const NOT_ENOUGH = 400;
const NO_TOKEN = 401;

const Menus = z.array(z.object({ id: z.number(), name: z.string(), inventory: z.number() }));
export type MenuStock = z.infer<typeof Menus>[number];
const Changed = z.object({ remaining_inventory: z.number() });

export async function readStock({ url }: Restaurant): Promise<MenuStock[]> {
  return Menus.parse(await answerOf(`${url}/menus`));
}

/** @returns the portions left, or `'too few'` where fewer are left than the change takes */
export async function changeStock(
  restaurant: Restaurant,
  menuId: number,
  change: number,
): Promise<number | 'too few'> {
  const url = `${restaurant.url}/inventory/${menuId}${change > 0 ? '/restore' : ''}`;
  const answer = await answerOf(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...(await restaurant.authorise()) },
    body: JSON.stringify({ quantity: Math.abs(change) }),
  });
  return answer === undefined ? 'too few' : Changed.parse(answer).remaining_inventory;
}

/** @returns undefined where there are not enough portions */
async function answerOf(url: string, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    (error: unknown) => {
      throw new UserError(`${url} does not answer: ${messageOf(error)}`, { cause: error });
    },
  );
  if (response.ok) return await response.json();
  if (response.status === NOT_ENOUGH) return undefined;
  if (response.status === NO_TOKEN)
    throw new UserError(`${url} takes a service token only: set SERVICE_TOKEN_SECRET (docs/aws.md)`);
  throw new UserError(`${url} answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
}
