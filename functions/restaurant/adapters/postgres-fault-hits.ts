import type { HitStore, Hits } from '#shared/faults/hit-store';
import type { Postgres } from './postgres.ts';

/** Counts hits of faults, in one row for each fault. */
export function createPostgresFaultHits(postgres: Postgres): HitStore {
  const write = async (name: string, change: string, hits: Hits): Promise<void> => {
    await postgres.query({
      name,
      table: 'fault_hits',
      untraced: true,
      text: `INSERT INTO fault_hits AS old SELECT * FROM unnest($1::text[], $2::bigint[]) ON CONFLICT (id) DO UPDATE SET hits = ${change}`,
      values: [Object.keys(hits), Object.values(hits)],
    });
  };
  return {
    add: (hits) => write('add_fault_hits', 'old.hits + excluded.hits', hits),
    async read() {
      const rows = await postgres.query<{ id: string; hits: number }>({
        name: 'read_fault_hits',
        table: 'fault_hits',
        text: 'SELECT id, hits FROM fault_hits',
      });
      return Object.fromEntries(rows.map(({ id, hits }) => [id, hits]));
    },
    reset: (ids) => write('reset_fault_hits', 'excluded.hits', Object.fromEntries(ids.map((id) => [id, 0]))),
  };
}
