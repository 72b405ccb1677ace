import { Random } from '#simulation/random';
import { inParallel } from '#tests/support/api/client';
import type { Attack } from './attack.ts';
import type { AttackedEngine } from './attacked-engine.ts';
import { exchange } from './exchange.ts';
import { attackOf, GOOD_CALLS, PORTS, type PortName } from './ports.ts';
import { requestOf } from './request.ts';

export interface Failure {
  readonly port: PortName;
  readonly number: number;
  readonly kind: string;
  readonly what: string;
  /** The bytes that were sent last. */
  readonly bytes: Buffer;
}

export interface PortRun {
  readonly port: PortName;
  readonly attacks: number;
  readonly requests: number;
  /** By status, and `closed` for connections that were closed without an answer. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly failures: readonly Failure[];
  readonly seconds: number;
}

const WIDTH = 24;
const GOOD_CALL_EVERY = 50;
const MOST_FAILURES = 20;
const SEED_STRIDE = 1_000_003;
const SERVER_ERROR = 500;
/** What HTTP itself has for a method or a version that a server does not know. */
const OF_HTTP_ITSELF = new Set([501, 505]);

/** The same for the same numbers, whatever ran before. */
export function drawAttack(seed: number, engine: AttackedEngine, port: PortName, number: number): Attack {
  const random = new Random((seed * PORTS.length + PORTS.indexOf(port)) * SEED_STRIDE + number);
  return attackOf(random, port, engine.known);
}

/** Sends attacks to one port, many at once, until all are done or too many have failed. */
export async function runAttacks(
  engine: AttackedEngine,
  options: { readonly seed: number; readonly port: PortName; readonly from: number; readonly count: number },
): Promise<PortRun> {
  const { seed, port, from, count } = options;
  const outcomes: Record<string, number> = {};
  const failures: Failure[] = [];
  let requests = 0;
  const startedMs = performance.now();

  const send = async (attack: Attack, number: number): Promise<void> => {
    for (const step of attack.steps) {
      if (!engine.isAlive) return;
      const result = await exchange(engine.ports[port], step);
      requests++;
      const outcome = result.outcome === 'answered' ? String(result.status) : result.outcome;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      const what = engine.isAlive ? problemOf(result) : engine.ending;
      if (what !== undefined) failures.push({ port, number, kind: attack.kind, what, bytes: step.bytes });
      if (what !== undefined) return;
    }
  };

  await inParallel(WIDTH, count, async (i) => {
    const number = from + i;
    if (!engine.isAlive || failures.length >= MOST_FAILURES) return;
    await send(drawAttack(seed, engine, port, number), number);
    if (i % GOOD_CALL_EVERY === 0) await callWell(number);
  });

  async function callWell(number: number): Promise<void> {
    const step = requestOf(GOOD_CALLS[port]);
    const result = await exchange(engine.ports[port], step);
    if (result.outcome === 'answered' && result.status === 200) return;
    const what = engine.isAlive ? `a good request got ${JSON.stringify(result)}` : engine.ending;
    failures.push({ port, number, kind: 'good call', what, bytes: step.bytes });
  }

  const seconds = (performance.now() - startedMs) / 1_000;
  return { port, attacks: count, requests, outcomes, failures, seconds };
}

function problemOf(result: Awaited<ReturnType<typeof exchange>>): string | undefined {
  if (result.outcome === 'failed') return result.why;
  if (result.outcome === 'closed') return undefined;
  const isTheirs = result.status < SERVER_ERROR || OF_HTTP_ITSELF.has(result.status);
  return isTheirs ? undefined : `status ${result.status}`;
}
