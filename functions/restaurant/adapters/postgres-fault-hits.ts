import { type HitStore, type Hits, isOfRequest, REQUEST_HITS_SECONDS } from '#shared/faults/hit-store';
import type { Postgres } from './postgres.ts';

const ADD = 'old.hits + excluded.hits';

/** Deletes some counters of earlier requests, as each request adds some. Two calls at once delete different ones. */
const COUNT_IN_REQUEST = `
  WITH expired AS (
    SELECT id FROM fault_hits WHERE expires_at < now() LIMIT 20 FOR UPDATE SKIP LOCKED
  ), deleted AS (
    DELETE FROM fault_hits WHERE id IN (SELECT id FROM expired)
  )
  INSERT INTO fault_hits AS old (id, hits, expires_at)
  VALUES ($1, 1, now() + make_interval(secs => $2))
  ON CONFLICT (id) DO UPDATE SET hits = ${ADD}, expires_at = excluded.expires_at
  RETURNING hits`;

/** Counts hits of faults, in one row for each fault. */
export function createPostgresFaultHits(postgres: Postgres): HitStore {
  const write = (name: string, change: string, hits: Hits) =>
    postgres.query<{ hits: number }>({
      name,
      table: 'fault_hits',
      untraced: true,
      text: `INSERT INTO fault_hits AS old (id, hits) SELECT * FROM unnest($1::text[], $2::bigint[]) ON CONFLICT (id) DO UPDATE SET hits = ${change} RETURNING hits`,
      values: [Object.keys(hits), Object.values(hits)],
    });
  return {
    add: async (hits) => {
      await write('add_fault_hits', ADD, hits);
    },
    async next(key) {
      const [row] = isOfRequest(key)
        ? await postgres.query<{ hits: number }>({
            name: 'count_in_request',
            table: 'fault_hits',
            untraced: true,
            text: COUNT_IN_REQUEST,
            values: [key, REQUEST_HITS_SECONDS],
          })
        : await write('add_fault_hits', ADD, { [key]: 1 });
      return row?.hits ?? 1;
    },
    async read() {
      const rows = await postgres.query<{ id: string; hits: number }>({
        name: 'read_fault_hits',
        table: 'fault_hits',
        text: 'SELECT id, hits FROM fault_hits WHERE expires_at IS NULL',
      });
      return Object.fromEntries(rows.map(({ id, hits }) => [id, hits]));
    },
    reset: async (keys) => {
      await write('reset_fault_hits', 'excluded.hits', Object.fromEntries(keys.map((key) => [key, 0])));
    },
    async remove(keys) {
      await postgres.query({
        name: 'remove_fault_hits',
        table: 'fault_hits',
        text: 'DELETE FROM fault_hits WHERE id = ANY ($1)',
        values: [keys],
      });
    },
  };
}
