import * as z from 'zod';
import { interrupting } from './mode.ts';

/** A minute is longer than any invocation. */
const ms = z.int().nonnegative().max(900_000);

export const latency = interrupting({
  name: 'latency',
  summary: 'The call takes longer; with `after`, it is done and its answer comes late.',
  seam: 'call',
  whens: ['before', 'after'],
  params: () => z.object({ ms }),
  interrupt: ({ params, wait }) => wait(params.ms),
});
