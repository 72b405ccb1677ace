import type { ServiceUrls } from '#tests/support/api/urls';
import { type Endpoint, type Stage, setStage } from './endpoints.ts';
import { type Load, openLoad } from './load.ts';
import { EXPECTED, type LoadResult } from './load-plan.ts';
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

/** Something that takes turns with others. */
interface Runner {
  readonly name: string;
  /** The process whose tree is the system; undefined for one whose processes cannot be seen. */
  readonly pid: number | undefined;
  readonly load: Load;
}

export interface Turn {
  readonly result: LoadResult;
  readonly cpuMsPerAnswer: number | undefined;
}

/** Turns by the name of the runner, one per round. */
export type Turns = ReadonlyMap<string, readonly Turn[]>;

/** Measures in turns, in another order in each round, so that other work on the machine affects all alike. */
export async function measureInterleaved(
  endpoint: Endpoint,
  contenders: readonly Contender[],
  { connections, warmUpSeconds, ...options }: InterleavedOptions,
): Promise<Rounds> {
  await using stack = new AsyncDisposableStack();
  const runners: Runner[] = [];
  for (const { name, system } of contenders) {
    const load = stack.use(await openLoadOf(endpoint, system.urls, await setStage(system.urls), connections));
    await load.run(warmUpSeconds);
    runners.push({ name, pid: system.pid, load });
  }
  const turns = await takeTurns(runners, options);
  const all = [...turns.values()].flat();
  return {
    cpuMs: new Map(
      [...turns].map(([name, each]) => [name, each.flatMap(({ cpuMsPerAnswer }) => cpuMsPerAnswer ?? [])]),
    ),
    errors: all.reduce((sum, { result }) => sum + unexpectedIn(result), 0),
  };
}

export async function takeTurns(
  runners: readonly Runner[],
  { rounds, seconds, signal }: Pick<InterleavedOptions, 'rounds' | 'seconds' | 'signal'>,
): Promise<Turns> {
  const turns = new Map<string, Turn[]>(runners.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const first = round % runners.length;
    for (const { name, pid, load } of [...runners.slice(first), ...runners.slice(0, first)]) {
      signal.throwIfAborted();
      const before = pid === undefined ? undefined : cpuOf(pid);
      const result = await load.run(seconds);
      const after = pid === undefined ? undefined : cpuOf(pid);
      const cpuMsPerAnswer =
        before && after ? (totalOf(after) - totalOf(before)) / result.answers : undefined;
      turns.get(name)?.push({ result, cpuMsPerAnswer });
    }
  }
  return turns;
}

/** Answers that were not the expected one. */
export const unexpectedIn = ({ answers, outcomes }: LoadResult): number =>
  answers - (outcomes[EXPECTED] ?? 0);

export async function openLoadOf(
  { service, expect, requests }: Endpoint,
  urls: ServiceUrls,
  stage: Stage,
  connections: number,
): Promise<Load> {
  const url = urls[service];
  const work = { kind: 'http', url, requests: await requests(stage, 0), once: false, expect } as const;
  return openLoad({ connections, work });
}
