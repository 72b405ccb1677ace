import { Clock } from './clock.ts';
import { Cloud } from './cloud.ts';
import type { Limit, Limits } from './limits.ts';
import { placeOrder } from './order-path.ts';

export interface Outcome {
  readonly orders: number;
  /** Orders that a limit refused. */
  readonly refused: Readonly<Partial<Record<Limit, number>>>;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Mean time of an order that was placed. */
  readonly meanMs: number;
  /** Mean numbers in use. */
  readonly environments: number;
  readonly connections: number;
  /** Mean number of busy processors of PostgreSQL. */
  readonly processors: number;
  /** Shares of the time in which the busiest partition, the busiest row and each processor are busy. */
  readonly busy: Readonly<Record<'partition' | 'row' | 'processors', number>>;
}

export interface SimulationOptions {
  readonly ordersPerSecond: number;
  readonly limits: Limits;
  readonly seed: number;
  /** Virtual time that is counted. Lines have formed by then. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

/** Lets orders arrive by chance, at a constant mean rate. A client that is refused does not try again. */
export function simulate(options: SimulationOptions): Outcome {
  const { ordersPerSecond, limits, seed } = options;
  const clock = new Clock(seed);
  const cloud = new Cloud(clock, limits);
  const startMs = options.warmUpSeconds * 1_000;
  const endMs = startMs + options.seconds * 1_000;
  const order = placeOrder(clock, cloud);
  const tookMs: number[] = [];
  const refused: Partial<Record<Limit, number>> = {};

  function arrive(): void {
    const arrivedMs = clock.nowMs;
    order((refusedBy) => {
      if (clock.nowMs < startMs) return;
      if (refusedBy === undefined) tookMs.push(clock.nowMs - arrivedMs);
      else refused[refusedBy] = (refused[refusedBy] ?? 0) + 1;
    });
    clock.after(clock.exponential(1_000 / ordersPerSecond), arrive);
  }

  clock.after(0, arrive);
  clock.runUntil(startMs);
  cloud.countFromHere();
  clock.runUntil(endMs);
  const sorted = Float64Array.from(tookMs).sort();
  const rank = (share: number): number => sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? 0;
  const lost = Object.values(refused).reduce((sum, each) => sum + each, 0);
  return {
    orders: sorted.length + lost,
    refused,
    p50Ms: rank(0.5),
    p99Ms: rank(0.99),
    meanMs: sorted.reduce((sum, each) => sum + each, 0) / sorted.length,
    environments: cloud.environments.meanBusy,
    connections: cloud.connections.meanBusy,
    processors: cloud.processors.meanBusy,
    busy: {
      partition: cloud.busiestPartition,
      row: cloud.busiestRow,
      processors: cloud.processors.utilisation,
    },
  };
}
