import { TROUBLES, type Trouble } from './fault-plan.ts';
import { type HistoryOptions, runHistory } from './history.ts';

export interface Shrunk {
  readonly without: ReadonlySet<Trouble>;
  readonly clients: number;
}

const MOST_CLIENTS = 5;

/** Shrinks a failing history: leaves out first troubles, one by one, then clients, while it still fails. */
export async function shrink(seed: number, options: HistoryOptions): Promise<Shrunk> {
  const fails = async (without: ReadonlySet<Trouble>, clients: number): Promise<boolean> =>
    (await runHistory(seed, { ...options, traced: false, without, clients })).violations.length > 0;
  let without = new Set<Trouble>();
  for (const trouble of TROUBLES) {
    const tried = new Set([...without, trouble]);
    if (await fails(tried, MOST_CLIENTS)) without = tried;
  }
  let clients = MOST_CLIENTS;
  while (clients > 1 && (await fails(without, clients - 1))) clients--;
  return { without, clients };
}
