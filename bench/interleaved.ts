import { type Endpoint, type Stage, setStage } from './endpoints.ts';
import { type Load, openLoad } from './load.ts';
import { EXPECTED } from './load-plan.ts';
import { cpuOf, totalOf } from './processes.ts';
import type { System } from './system.ts';

/** One system among others that differ in one thing. */
export interface Contender {
  readonly name: string;
  readonly system: System;
}

/** Milliseconds of processor time per answer, one figure per round, by the name of the contender; none where the
 * platform does not report it. */
export interface Rounds {
  readonly cpuMs: ReadonlyMap<string, readonly number[]>;
  /** Answers that were not the expected one, of all contenders. */
  readonly errors: number;
}

export interface InterleavedOptions {
  readonly rounds: number;
  readonly connections: number;
  /** Length of one contender's turn. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly signal: AbortSignal;
}

interface Runner {
  readonly name: string;
  readonly pid: number;
  readonly load: Load;
}

/** Measures in turns, in another order in each round, so that other work on the machine affects all alike. */
export async function measureInterleaved(
  endpoint: Endpoint,
  contenders: readonly Contender[],
  { rounds, connections, seconds, warmUpSeconds, signal }: InterleavedOptions,
): Promise<Rounds> {
  await using stack = new AsyncDisposableStack();
  const runners: Runner[] = [];
  for (const { name, system } of contenders) {
    const load = stack.use(await openLoadOf(endpoint, system, await setStage(system), connections));
    await load.run(warmUpSeconds);
    runners.push({ name, pid: system.pid, load });
  }
  const cpuMs = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  let errors = 0;
  for (let round = 0; round < rounds; round++) {
    const first = round % runners.length;
    for (const { name, pid, load } of [...runners.slice(first), ...runners.slice(0, first)]) {
      signal.throwIfAborted();
      const before = cpuOf(pid);
      const { answers, outcomes } = await load.run(seconds);
      const after = cpuOf(pid);
      if (before && after) cpuMs.get(name)?.push((totalOf(after) - totalOf(before)) / answers);
      errors += answers - (outcomes[EXPECTED] ?? 0);
    }
  }
  return { cpuMs, errors };
}

async function openLoadOf(
  { service, expect, requests }: Endpoint,
  system: System,
  stage: Stage,
  connections: number,
): Promise<Load> {
  const url = system.urls[service];
  const work = { kind: 'http', url, requests: await requests(stage, 0), once: false, expect } as const;
  return openLoad({ connections, work });
}
