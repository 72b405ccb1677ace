import { setImmediate as nextTurn } from 'node:timers/promises';
import * as z from 'zod';
import { interrupting } from './mode.ts';

/** Kept back for the answer. */
const MARGIN_MS = 500;
/** Time in which nothing else runs in the environment. */
const TURN_MS = 20;

export const cpu = interrupting({
  name: 'cpu',
  summary: 'The environment computes for `ms`, and ends that before its invocation ends.',
  seam: 'invocation',
  whens: ['before', 'after'],
  params: () => z.object({ ms: z.int().positive().max(60_000) }),
  async interrupt({ params, remainingMs }) {
    const until = performance.now() + Math.min(params.ms, remainingMs() - MARGIN_MS);
    while (performance.now() < until) {
      burn(Math.min(until, performance.now() + TURN_MS));
      await nextTurn();
    }
  },
});

function burn(until: number): void {
  while (performance.now() < until) Math.sqrt(until);
}
