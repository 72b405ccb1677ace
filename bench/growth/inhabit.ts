import { NEXT_CURSOR_HEADER } from '#shared/http/next-cursor';
import { inParallel } from '#shared/in-parallel';
import type { System } from '../system.ts';
import { ORDERS_OF_A_BUYER, type Population, spread } from './population.ts';
import { FULL_PAGE, type Inhabited, logIn } from './rows.ts';

const BUYERS = 16;
const LOGINS_AT_ONCE = 2;
const PLACES = 32;

/** Logs some of the buyers in, and walks through the list of menus. */
export async function inhabit({ urls }: System, population: Population): Promise<Inhabited> {
  const buyers = spread(BUYERS, Math.ceil(population.size / ORDERS_OF_A_BUYER));
  const tokens = await inParallel(LOGINS_AT_ONCE, buyers, async (number) => {
    const answer = await fetch(`${urls.user}/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(logIn(number)),
    });
    if (!answer.ok) throw new Error(`A buyer of the population cannot log in: ${await answer.text()}`);
    return ((await answer.json()) as { readonly access_token: string }).access_token;
  });
  return { population, tokens, cursors: await readCursors(urls.restaurant, population) };
}

async function readCursors(url: string, { menus }: Population): Promise<string[]> {
  const limit = Math.min(Math.ceil(menus / PLACES), FULL_PAGE);
  const cursors: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page: Response = await fetch(`${url}/menus?limit=${limit}${cursor && `&cursor=${cursor}`}`);
    await page.arrayBuffer();
    cursor = page.headers.get(NEXT_CURSOR_HEADER) ?? undefined;
    if (cursor !== undefined) cursors.push(cursor);
  }
  return cursors;
}
