import * as z from 'zod';
import { UserError } from '#shared/cli/errors';
import { messageOf } from '#shared/error-message';
import { NEXT_CURSOR_HEADER } from '#shared/http/next-cursor';
import type { Restaurant } from './restaurant-address.ts';

/** Longer than a change of stock may wait for its row, and than the switch that slows it. */
const TIMEOUT_MS = 30_000;
const NOT_ENOUGH = 400;
const NO_TOKEN = 401;
const NOT_FOUND = 404;

const Menu = z.object({ id: z.number(), name: z.string(), inventory: z.number() });
export type MenuStock = z.infer<typeof Menu>;
const Changed = z.object({ remaining_inventory: z.number() });

/** Reads the stock of every menu, page after page. */
export async function readStock({ url }: Restaurant): Promise<MenuStock[]> {
  const found: MenuStock[] = [];
  let cursor: string | null = '';
  do {
    const page = await send(`${url}/menus${cursor && `?cursor=${cursor}`}`);
    found.push(...z.array(Menu).parse(await page.json()));
    cursor = page.headers.get(NEXT_CURSOR_HEADER);
  } while (cursor !== null);
  return found;
}

/** @returns 0 where there is no such menu any more */
export async function readStockOf({ url }: Restaurant, menuId: number): Promise<number> {
  const answer = await send(`${url}/menus/${menuId}`, { refusal: NOT_FOUND });
  return answer.ok ? Menu.parse(await answer.json()).inventory : 0;
}

/** @returns the portions left, or `'too few'` where fewer are left than the change takes */
export async function changeStock(
  restaurant: Restaurant,
  menuId: number,
  change: number,
): Promise<number | 'too few'> {
  const url = `${restaurant.url}/inventory/${menuId}${change > 0 ? '/restore' : ''}`;
  const answer = await send(url, {
    refusal: NOT_ENOUGH,
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...(await restaurant.authorise()) },
    body: JSON.stringify({ quantity: Math.abs(change) }),
  });
  return answer.ok ? Changed.parse(await answer.json()).remaining_inventory : 'too few';
}

/** @param refusal a status that is an answer, beside success */
async function send(
  url: string,
  { refusal, ...init }: RequestInit & { readonly refusal?: number } = {},
): Promise<Response> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    (error: unknown) => {
      throw new UserError(`${url} does not answer: ${messageOf(error)}`, { cause: error });
    },
  );
  if (response.ok || response.status === refusal) return response;
  if (response.status === NO_TOKEN)
    throw new UserError(`${url} takes a service token only: set SERVICE_TOKEN_SECRET (docs/aws.md)`);
  throw new UserError(`${url} answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
}
