import * as z from 'zod';
import { DEFAULT_STOCK, MOST_STOCK } from '#shared/console/conservation';
import type { PrintedBody } from '#shared/console/functions';
import { messageOf } from '#shared/error-message';
import { type ConsoleRoute, refuseCall, sendAsJson } from '../console-route.ts';
import { readBodyAs } from '../read-body-as.ts';

/** Sets the stock of every menu, and returns what it printed. */
export type Restock = (stock: number) => Promise<string>;

const allowed = `a whole number of portions from 0 to ${MOST_STOCK}`;
const RestockBody = z.strictObject({
  stock: z.int(allowed).min(0, allowed).max(MOST_STOCK, allowed).default(DEFAULT_STOCK),
});

/**
 * Restocks the menus.
 * @param onDone is called when it is done
 */
export const restockRoute = (restock: Restock, onDone: () => void): ConsoleRoute => ({
  method: 'POST',
  path: /^restock$/,
  async handle({ response, body }) {
    const wish = readBodyAs(RestockBody, body, response);
    if (!wish) return;
    try {
      sendAsJson(response, 200, { text: await restock(wish.stock) } satisfies PrintedBody);
    } catch (error) {
      refuseCall(response, 503, messageOf(error));
    }
    onDone();
  },
});
