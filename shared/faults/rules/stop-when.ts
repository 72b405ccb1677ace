import * as z from 'zod';

/** Fewer answers say nothing: the 95th percentile of fewer than these is the slowest of them. */
export const LEAST_ANSWERS = 20;
const MOST_SECONDS = 300;
export const DEFAULT_OVER_S = 10;

const MEASURED = `of the last \`over_s\` seconds, once these are at least ${LEAST_ANSWERS} and since the rule began; those of \`/chaos\` are left out`;

/** What ends a rule before it expires. Each limit counts as reached at its value. */
export const StopWhen = z
  .strictObject({
    error_rate: z
      .number()
      .positive()
      .max(100)
      .optional()
      .describe(`Percentage of 5xx among the answers of the service, ${MEASURED}`),
    p95: z
      .number()
      .positive()
      .optional()
      .describe(`Milliseconds in which 95 % of the answers of the service were given, ${MEASURED}`),
    dead_letters: z.int().positive().optional().describe('Dead letters that came while the rule was on'),
    oracle: z
      .literal(true, { error: 'Must be true: the rule ends when an invariant is violated' })
      .optional()
      .describe('An invariant that `npm run oracle` checks is violated; looked at every 5 s at most'),
    over_s: z
      .int()
      .positive()
      .max(MOST_SECONDS)
      .optional()
      .describe(`Seconds over which error_rate and p95 are measured, ${DEFAULT_OVER_S} without it`),
  })
  .superRefine(({ error_rate, p95, dead_letters, oracle, over_s }, context) => {
    const measured = [error_rate, p95];
    if ([...measured, dead_letters, oracle].every((limit) => limit === undefined)) {
      const message = 'Must have one of error_rate, p95, dead_letters, oracle';
      context.addIssue({ code: 'custom', message });
    } else if (over_s !== undefined && measured.every((limit) => limit === undefined)) {
      const message = 'Is the time over which error_rate and p95 are measured; there is neither';
      context.addIssue({ code: 'custom', path: ['over_s'], message });
    }
  })
  .meta({ id: 'StopWhen', description: 'What ends the rule before it expires, whichever comes first' });
export type StopWhen = z.infer<typeof StopWhen>;

/** What was measured while a rule was on. What is undefined is not known, and ends nothing. */
export interface Measured {
  /** Percentage of 5xx. */
  readonly errorRate?: number | undefined;
  readonly p95Ms?: number | undefined;
  readonly deadLetters?: number | undefined;
  /** Names of the invariants that are violated; none where all hold. */
  readonly violated?: readonly string[] | undefined;
}

/** @returns the first condition that is reached with the value seen, as `error_rate is 62.5 %, the limit 50 %` */
export function reasonToStop(stopWhen: StopWhen, measured: Measured): string | undefined {
  const { error_rate, p95, dead_letters, oracle } = stopWhen;
  const { errorRate, p95Ms, deadLetters, violated = [] } = measured;
  if (isReached(errorRate, error_rate)) return textOf('error_rate', errorRate, error_rate, ' %');
  if (isReached(p95Ms, p95)) return textOf('p95', p95Ms, p95, ' ms');
  if (isReached(deadLetters, dead_letters)) return textOf('dead_letters', deadLetters, dead_letters);
  return oracle && violated.length > 0 ? `oracle: ${violated.join(', ')} violated` : undefined;
}

const isReached = (seen: number | undefined, limit: number | undefined): seen is number =>
  seen !== undefined && limit !== undefined && seen >= limit;

const textOf = (name: string, seen: number, limit: number | undefined, unit = ''): string =>
  `${name} is ${Math.round(seen * 10) / 10}${unit}, the limit ${limit}${unit}`;
