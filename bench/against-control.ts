import { join } from 'node:path';
import { ENDPOINTS } from './endpoints.ts';
import type { HostOptions } from './host-messages.ts';
import { type Contender, measureInterleaved } from './interleaved.ts';
import { type MedianInterval, medianInterval } from './median-interval.ts';
import { type System, startSystem } from './system.ts';

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

type Variant = Omit<HostOptions, 'dataDir'>;

export interface Difference {
  readonly what: string;
  /** Options of the system that has it. */
  readonly changed: Variant;
  /** Options of the two that have not. */
  readonly base: Variant;
  /** Makes the difference where options do not, until what it returns is disposed. @default nothing */
  readonly begin?: (system: System) => Promise<Disposable>;
}

/** Measures a system beside two that lack what is to be measured, in turns. */
export async function measureAgainstControl(
  folder: string,
  difference: Difference,
  { signal, say }: CostContext,
): Promise<CostAgainstControl> {
  const { what } = difference;
  await using stack = new AsyncDisposableStack();
  const start = async (name: string, options: Variant): Promise<Contender> => {
    signal.throwIfAborted();
    const dataDir = join(folder, `${what}-${name}`);
    return { name, system: stack.use(await startSystem({ ...options, dataDir })) };
  };
  const base = await start('base', difference.base);
  const changed = await start('changed', difference.changed);
  const control = await start('control', difference.base);
  stack.use(await difference.begin?.(changed.system));
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
