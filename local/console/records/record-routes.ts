import * as z from 'zod';
import { UsageError } from '#shared/cli/errors';
import { RECORD_KINDS, type RecordKind } from '#shared/console/records';
import { messageOf } from '#shared/error-message';
import { wholeNumber } from '#shared/settings/kinds';
import { readValues } from '#shared/settings/read-values';
import { type ConsoleRoute, refuseCall, sendText } from '../console-route.ts';

const LONGEST_FIND = 64;

const Query = z.strictObject({
  find: z.string().max(LONGEST_FIND, `at most ${LONGEST_FIND} characters`).default(''),
  before: wholeNumber().optional(),
});
type Query = z.output<typeof Query>;

/** Lists users or orders as JSON, a page at a time. */
export type ReadRecords = (kind: RecordKind, query: Query) => Promise<string>;

/** Users and orders to look at. */
export const recordRoutes = (read: ReadRecords): readonly ConsoleRoute[] =>
  RECORD_KINDS.map((kind) => ({
    method: 'GET',
    path: new RegExp(`^${kind}$`),
    async handle({ request, response }) {
      try {
        const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
        const query = readValues(Query, Object.fromEntries(searchParams), (text) => new UsageError(text));
        sendText(response, 200, 'application/json', await read(kind, query));
      } catch (error) {
        refuseCall(response, error instanceof UsageError ? 422 : 503, messageOf(error));
      }
    },
  }));
