import * as z from 'zod';
import { interrupting } from './mode.ts';

export const lockHeld = interrupting({
  name: 'lock_held',
  summary:
    'Another session holds the lock that a try of a statement needs for `ms`: on the rows of the menus, or on their table for one that only reads.',
  seam: 'postgresql',
  whens: ['before'],
  params: () => z.object({ ms: z.int().positive().max(60_000) }),
  async interrupt({ params, call }) {
    const session = await call.connect();
    const lock = call.changesStock ? 'SELECT 1 FROM menus FOR UPDATE' : 'LOCK TABLE menus, restaurants';
    try {
      await session.query(`BEGIN; SET LOCAL statement_timeout = 0; ${lock}`);
    } catch {
      // Another session has the lock, and the statement waits for that one.
      await session.end();
      return;
    }
    // The server waits and commits by itself: a frozen environment could not release the lock.
    const held = session.query(`SELECT pg_sleep(${params.ms / 1_000}); COMMIT`);
    void held.catch(() => {}).then(() => session.end());
  },
});
