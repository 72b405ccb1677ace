import * as z from 'zod';
import { EVICTABLE, isEvictable } from '#shared/console/caches';
import { messageOf } from '#shared/error-message';
import { type ConsoleRoute, refuseCall, sendText } from '../console-route.ts';
import { readBodyAs } from '../read-values-as.ts';

/** Evicts a kind of copies or one, and answers with JSON that says how many. */
export type Evict = (what: string) => Promise<string>;

const EvictBody = z.strictObject({ what: z.string().refine(isEvictable, EVICTABLE) });

/**
 * Evicts copies from the caches.
 * @param onDone is called when it is done
 */
export const cacheRoutes = (evict: Evict, onDone: () => void): readonly ConsoleRoute[] => [
  {
    method: 'POST',
    path: /^caches\/evict$/,
    async handle({ response, body }) {
      const wish = readBodyAs(EvictBody, body, response);
      if (!wish) return;
      try {
        sendText(response, 200, 'application/json', await evict(wish.what));
        onDone();
      } catch (error) {
        refuseCall(response, 503, messageOf(error));
      }
    },
  },
];
