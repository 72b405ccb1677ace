import * as z from 'zod';
import { DEFAULT_STOCK, MOST_STOCK } from '#shared/console/conservation';
import type { PrintedBody } from '#shared/console/functions';
import { messageOf } from '#shared/error-message';
import { wholeNumberInJson } from '#shared/settings/kinds';
import { type ConsoleRoute, refuseCall, sendAsJson } from '../console-route.ts';
import { readBodyAs } from '../read-values-as.ts';

/** Sets the stock of every menu, and returns what it printed. */
export type Restock = (stock: number) => Promise<string>;

const RestockBody = z.strictObject({
  stock: wholeNumberInJson({ most: MOST_STOCK, unit: 'portions' }).default(DEFAULT_STOCK),
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
