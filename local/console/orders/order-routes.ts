import { messageOf } from '#shared/error-message';
import { type ConsoleRoute, refuseCall, sendText } from '../console-route.ts';

/** Reads the history of an order from the stores, as JSON; undefined where no store has it. */
export type ReadHistory = (orderId: string) => Promise<string | undefined>;

/** The history of one order. */
export const orderRoutes = (history: ReadHistory): readonly ConsoleRoute[] => [
  {
    method: 'GET',
    path: /^orders\/(\d+)$/,
    async handle({ response, parts: [orderId = ''] }) {
      if (Number(orderId) > Number.MAX_SAFE_INTEGER) {
        refuseCall(response, 422, `An order id is a whole number up to ${Number.MAX_SAFE_INTEGER}.`);
        return;
      }
      try {
        const found = await history(orderId);
        if (found === undefined) refuseCall(response, 404, `No store has order ${orderId}.`);
        else sendText(response, 200, 'application/json', found);
      } catch (error) {
        refuseCall(response, 503, messageOf(error));
      }
    },
  },
];
