import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { interrupting } from './mode.ts';

/** Locks of their own, so that no other call is held up. */
const HIGHEST_LOCK = 2 ** 30;
const LOOK_EVERY_MS = 10;

export const deadlock = interrupting({
  name: 'deadlock',
  summary:
    'A try of a statement and another session wait for each other, until PostgreSQL ends the try (40P01) after a second.',
  seam: 'postgresql',
  whens: ['instead'],
  params: () => z.object({}),
  async interrupt({ call, random }) {
    const ours = Math.floor(random() * HIGHEST_LOCK);
    const theirs = ours + HIGHEST_LOCK;
    const session = await call.connect();
    try {
      await session.query('BEGIN');
      await session.query('SELECT pg_advisory_xact_lock($1)', [theirs]);
      const victim = call.run('SELECT pg_advisory_xact_lock($1), pg_advisory_xact_lock($2)', [ours, theirs]);
      let isOver = false;
      const over = victim
        .catch(() => {})
        .then(() => {
          isOver = true;
        });
      const waiting = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = $1";
      // PostgreSQL ends the one that began to wait first.
      while (!isOver && (await session.query(waiting, [theirs])).rows.length === 0) await wait(LOOK_EVERY_MS);
      if (!isOver) await session.query('SELECT pg_advisory_xact_lock($1)', [ours]).catch(() => {});
      await over;
      await victim;
    } finally {
      await session.end();
    }
  },
});
