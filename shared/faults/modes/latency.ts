import * as z from 'zod';
import { interrupting } from './mode.ts';

/** Longer than any invocation. */
const LONGEST_MS = 900_000;
/** Standard deviations between the median and the 99th percentile. */
const P99_DEVIATIONS = 2.326;

const ms = z.number().nonnegative().max(LONGEST_MS).optional();
const PARAMS = z.object({
  ms: z.int().nonnegative().max(LONGEST_MS).optional(),
  min_ms: ms,
  max_ms: ms,
  p50_ms: ms,
  p99_ms: ms,
});
type Params = z.infer<typeof PARAMS>;

const FORMS = 'latency needs ms, or min_ms and max_ms, or p50_ms and p99_ms';

export const latency = interrupting({
  name: 'latency',
  summary:
    'The call takes longer: always `ms`, evenly between `min_ms` and `max_ms`, or log-normally by `p50_ms` and `p99_ms`. With `after`, it is done and its answer comes late.',
  seam: 'call',
  whens: ['before', 'after'],
  params: () => PARAMS,
  problem: (params) => (formOf(params) ? undefined : problemOf(params)),
  draw: (params, random) => ({ ms: Math.round(Math.min(formOf(params)?.(random) ?? 0, LONGEST_MS)) }),
  interrupt: ({ params: { ms = 0 }, wait }) => wait(ms),
});

/** Why the parameters are those of no form. */
function problemOf({ ms, min_ms, max_ms, p50_ms, p99_ms }: Partial<Params>) {
  const others = Object.entries({ min_ms, max_ms, p50_ms, p99_ms }).filter(
    ([, value]) => value !== undefined,
  );
  const names = others.map(([name]) => name).join(' and ');
  if (ms !== undefined) return { field: 'ms', text: `${FORMS}; not ms beside ${names}` };
  if (names === 'min_ms and max_ms') {
    return { field: 'min_ms', text: `Must be at most max_ms, which is ${max_ms}` };
  }
  if (names !== 'p50_ms and p99_ms') return { field: 'ms', text: names ? `${FORMS}; not ${names}` : FORMS };
  if (p50_ms === 0)
    return { field: 'p50_ms', text: 'Must be above 0: it is the median of a log-normal delay' };
  return { field: 'p50_ms', text: `Must be at most p99_ms, which is ${p99_ms}` };
}

type Draw = (random: () => number) => number;

/** How long a call waits; undefined unless the parameters are those of one form. */
function formOf({ ms, min_ms, max_ms, p50_ms, p99_ms }: Partial<Params>): Draw | undefined {
  const given = [ms, min_ms, max_ms, p50_ms, p99_ms].filter((value) => value !== undefined).length;
  if (ms !== undefined) return given === 1 ? () => ms : undefined;
  if (given !== 2) return undefined;
  if (min_ms !== undefined && max_ms !== undefined && min_ms <= max_ms) {
    return (random) => min_ms + random() * (max_ms - min_ms);
  }
  if (p50_ms !== undefined && p99_ms !== undefined && 0 < p50_ms && p50_ms <= p99_ms) {
    const spread = Math.log(p99_ms / p50_ms) / P99_DEVIATIONS;
    return (random) => p50_ms * Math.exp(spread * standardNormal(random));
  }
  return undefined;
}

/** One number of the standard normal distribution, from two of the even one (Box and Muller). */
function standardNormal(random: () => number): number {
  const length = Math.sqrt(-2 * Math.log(1 - random()));
  return length * Math.cos(2 * Math.PI * random());
}
