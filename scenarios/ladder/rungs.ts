import type { LoadPlan } from '#load/plan/plan';
import type { Scenario } from '../scenario.ts';

type Clients = Required<Pick<LoadPlan, 'timeout_ms' | 'retries' | 'breaker' | 'bulkhead'>>;

/** What clients do about a service in trouble. Each rung has all of the rungs before it. */
export interface Rung {
  readonly name: string;
  readonly about: string;
  readonly load: Partial<Clients>;
}

/** Longer than any answer takes. */
const PATIENCE_MS = 30_000;
const NONE = { most: 0 };

/** The usual remedies, where the scenario does not say how patient its clients are. */
const USUAL = {
  timeout_ms: 1_500,
  retries: { most: 3, backoff_ms: 200 },
  breaker: { failures: 5, half_open_ms: 2_000 },
} as const;

/** The ladder of a scenario: as it says of its clients, step by step. */
export function rungsOf({ load, rate }: Pick<Scenario, 'load' | 'rate'>): readonly Rung[] {
  const { timeout_ms = USUAL.timeout_ms, retries = USUAL.retries, breaker = USUAL.breaker } = load;
  // as many as begin in a second: a healthy service has few of them under way
  const { bulkhead = Math.ceil(rate) } = load;
  const rungs = [
    ['plain call', 'waits for the answer', { timeout_ms: PATIENCE_MS, retries: NONE }],
    ['time limit', `gives up after ${timeout_ms} ms`, { timeout_ms }],
    ['retry', `asks again up to ${retries.most} times, with full jitter`, { retries }],
    [
      'breaker',
      `asks no more after ${breaker.failures} failures, for ${breaker.half_open_ms} ms`,
      { breaker },
    ],
    ['bulkhead', `has at most ${bulkhead} requests under way`, { bulkhead }],
  ] as const;
  return rungs.map(([name, about], at) => ({
    ...{ name, about },
    load: Object.assign({}, ...rungs.slice(0, at + 1).map(([, , change]) => change)),
  }));
}

/** The scenario with the clients of a rung, and no other remedy. */
export function onRung(scenario: Scenario, { load }: Rung): Scenario {
  const { timeout_ms: _, retries: __, breaker: ___, bulkhead: ____, ...others } = scenario.load;
  return { ...scenario, load: { ...others, ...load } };
}
