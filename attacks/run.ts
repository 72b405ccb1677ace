import { inParallel } from '#shared/in-parallel';
import type { Attack } from './attack.ts';
import type { AttackedEngine } from './attacked-engine.ts';
import { exchange } from './exchange.ts';
import { callWell } from './good-call.ts';
import { nameOf, problemOf } from './outcome.ts';
import { drawAttack } from './port-attacks.ts';
import type { Failure, PortRun, PortRunOptions } from './port-run.ts';

const WIDTH = 24;
const GOOD_CALL_EVERY = 50;
const MOST_FAILURES = 20;

/** Sends attacks to one port, many at once, until all are done or too many have failed. */
export async function runAttacks(
  engine: AttackedEngine,
  { seed, port, from, count }: PortRunOptions,
): Promise<PortRun> {
  const outcomes: Record<string, number> = {};
  const failures: Failure[] = [];
  let requests = 0;
  const startedMs = performance.now();

  const send = async (attack: Attack, number: number): Promise<void> => {
    for (const step of attack.steps) {
      if (!engine.isAlive) return;
      const result = await exchange(engine.ports[port], step);
      requests++;
      const outcome = nameOf(result);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      const what = engine.isAlive ? problemOf(result) : engine.ending;
      if (what !== undefined) failures.push({ port, number, kind: attack.kind, what, bytes: step.bytes });
      if (what !== undefined) return;
    }
  };

  await inParallel(WIDTH, count, async (i) => {
    const number = from + i;
    if (!engine.isAlive || failures.length >= MOST_FAILURES) return;
    await send(drawAttack(seed, port, number, engine.known), number);
    const failed = i % GOOD_CALL_EVERY === 0 ? await callWell(engine, port) : undefined;
    if (failed) failures.push({ port, number, kind: 'good call', ...failed });
  });

  const seconds = (performance.now() - startedMs) / 1_000;
  return { port, attacks: count, requests, outcomes, failures, seconds };
}
