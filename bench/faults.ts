import { join } from 'node:path';
import { ENDPOINTS } from './endpoints.ts';
import { type Contender, measureInterleaved } from './interleaved.ts';
import { type MedianInterval, medianInterval } from './median-interval.ts';
import { startSystem } from './system.ts';

/** What it costs that faults could be on, where none is. */
export interface FaultsCost {
  /** Processor time per answer by endpoint, relative to CHAOS_ENABLED=false. */
  readonly ratios: ReadonlyMap<string, MedianInterval>;
  /** The same of a second system with CHAOS_ENABLED=false, which differs by chance only. */
  readonly control: ReadonlyMap<string, MedianInterval>;
  readonly errors: number;
}

export interface FaultsContext {
  readonly signal: AbortSignal;
  say(text: string): void;
}

const ROWS = ['get-menu', 'place-order'] as const;
const ROUNDS = 12;
const TURN = { rounds: ROUNDS, connections: 8, seconds: 2, warmUpSeconds: 6 };

/** Measures a system on which no rule is on beside two in which faults are not enabled, in turns. */
export async function measureFaults(folder: string, { signal, say }: FaultsContext): Promise<FaultsCost> {
  await using stack = new AsyncDisposableStack();
  const contenders: Contender[] = [];
  for (const name of ['off', 'on', 'control']) {
    signal.throwIfAborted();
    const environment = { CHAOS_ENABLED: String(name === 'on') };
    const dataDir = join(folder, `faults-${name}`);
    contenders.push({ name, system: stack.use(await startSystem({ dataDir, environment })) });
  }
  const ratios = new Map<string, MedianInterval>();
  const control = new Map<string, MedianInterval>();
  let errors = 0;
  for (const endpoint of ENDPOINTS.filter(({ row }) => ROWS.some((wanted) => wanted === row))) {
    say(`faults: ${endpoint.row}, ${ROUNDS} turns each with and without CHAOS_ENABLED`);
    const rounds = await measureInterleaved(endpoint, contenders, { ...TURN, signal });
    errors += rounds.errors;
    const [off = [], on = [], again = []] = contenders.map(({ name }) => rounds.cpuMs.get(name));
    if (off.length === 0) continue;
    ratios.set(endpoint.row, medianInterval(ratiosOf(on, off)));
    control.set(endpoint.row, medianInterval(ratiosOf(again, off)));
  }
  return { ratios, control, errors };
}

const ratiosOf = (ms: readonly number[], base: readonly number[]): readonly number[] =>
  base.map((each, at) => (ms[at] ?? Number.NaN) / each);
