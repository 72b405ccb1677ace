import * as z from 'zod';
import { RECORD_KINDS, type RecordKind } from '#shared/console/records';
import { messageOf } from '#shared/error-message';
import { wholeNumber } from '#shared/settings/kinds';
import { type ConsoleRoute, refuseCall, sendText } from '../console-route.ts';
import { readQueryAs } from '../read-values-as.ts';

const LONGEST_FIND = 64;

const Query = z.strictObject({
  find: z
    .string()
    .max(LONGEST_FIND, `at most ${LONGEST_FIND} characters`)
    .regex(/^\P{Cc}*$/u, 'text without control characters')
    .default(''),
  before: wholeNumber().optional(),
});
type Query = z.output<typeof Query>;

/** Lists users or orders as JSON, a page at a time. */
export type ReadRecords = (kind: RecordKind, query: Query) => Promise<string>;

/** Users and orders to look at. Each reading is a program that reads a whole table, so there is one at a time. */
export function recordRoutes(read: ReadRecords): readonly ConsoleRoute[] {
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }
  return RECORD_KINDS.map((kind) => ({
    method: 'GET',
    path: new RegExp(`^${kind}$`),
    async handle({ request, response }) {
      const query = readQueryAs(Query, request, response);
      if (!query) return;
      try {
        // the page may be closed, or ask for something else, before it is its turn
        const text = await inTurn(async () => (response.destroyed ? undefined : read(kind, query)));
        if (text !== undefined) sendText(response, 200, 'application/json', text);
      } catch (error) {
        refuseCall(response, 503, messageOf(error));
      }
    },
  }));
}
