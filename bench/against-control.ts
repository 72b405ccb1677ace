import { ENDPOINTS } from './endpoints.ts';
import { type Contender, measureInterleaved } from './interleaved.ts';
import { type MedianInterval, medianInterval } from './median-interval.ts';

/** What a difference between two systems costs. */
export interface CostAgainstControl {
  /** Processor time per answer by endpoint, relative to a system without the difference. */
  readonly ratios: ReadonlyMap<string, MedianInterval>;
  /** The same of a second system without it, which differs by chance only. */
  readonly control: ReadonlyMap<string, MedianInterval>;
  readonly errors: number;
}

export interface CostContext {
  readonly signal: AbortSignal;
  say(text: string): void;
}

/** The endpoints that such a cost is measured at. */
export const COST_ROWS = ['get-menu', 'place-order'] as const;
const ROUNDS = 12;
const TURN = { rounds: ROUNDS, connections: 8, seconds: 2, warmUpSeconds: 6 };

interface Compared {
  readonly base: Contender;
  readonly changed: Contender;
  readonly control: Contender;
}

/** Measures a system beside two that lack what is to be measured, in turns. */
export async function measureAgainstControl(
  what: string,
  { base, changed, control }: Compared,
  { signal, say }: CostContext,
): Promise<CostAgainstControl> {
  const ratios = new Map<string, MedianInterval>();
  const byChance = new Map<string, MedianInterval>();
  let errors = 0;
  for (const endpoint of ENDPOINTS.filter(({ row }) => COST_ROWS.some((wanted) => wanted === row))) {
    say(`${what}: ${endpoint.row}, ${ROUNDS} turns each with and without`);
    const rounds = await measureInterleaved(endpoint, [base, changed, control], { ...TURN, signal });
    errors += rounds.errors;
    const msOf = ({ name }: Contender): readonly number[] => rounds.cpuMs.get(name) ?? [];
    if (msOf(base).length === 0) continue;
    ratios.set(endpoint.row, medianInterval(ratiosOf(msOf(changed), msOf(base))));
    byChance.set(endpoint.row, medianInterval(ratiosOf(msOf(control), msOf(base))));
  }
  return { ratios, control: byChance, errors };
}

const ratiosOf = (ms: readonly number[], base: readonly number[]): readonly number[] =>
  base.map((each, at) => (ms[at] ?? Number.NaN) / each);
