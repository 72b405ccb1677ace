import type { Dependency } from '#functions/order/in-memory/ports';
import type { Random } from './random.ts';

/**
 * The fault of one call. `late`: its effect comes after the caller's time limit. `cut off`: it comes, and the connection
 * breaks, so that the caller retries at once.
 */
export type Fault = 'lost' | 'answer lost' | 'late' | 'slow' | 'refused' | 'cut off';

const FAULTS: readonly Fault[] = ['lost', 'answer lost', 'late', 'slow', 'refused', 'cut off'];
const DEPENDENCIES: readonly Dependency[] = [
  'orders',
  'payments',
  'restaurant',
  'database',
  'users',
  'queue',
  'redis',
];

/** Everything that can be left out of a history to see whether it still fails. */
export type Trouble =
  | Fault
  | 'kills'
  | 'outages'
  | 'clock skew'
  | 'duplicates'
  | 'lost keys'
  | 'new prices'
  | 'poisoned copies';
export const TROUBLES: readonly Trouble[] = [
  ...FAULTS,
  'kills',
  'outages',
  'clock skew',
  'duplicates',
  'lost keys',
  'new prices',
  'poisoned copies',
];

interface Outage {
  readonly of: Dependency;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The faults of one history: kinds, rates, and outages of dependencies. The seed decides them at its start. */
export class FaultPlan {
  readonly #random: Random;
  readonly #faults: readonly Fault[];
  /** The only dependency that faults strike, so that histories get far in spite of many. */
  readonly #focus: Dependency | undefined;
  readonly #faultRate: number;
  readonly #killRate: number;
  readonly #outages: readonly Outage[];
  #stormUntilMs: number;

  constructor(random: Random, without: ReadonlySet<Trouble>) {
    this.#random = random;
    this.#focus = random.chance(0.3) ? random.pick(DEPENDENCIES) : undefined;
    this.#faultRate = random.pick(this.#focus ? [0.15, 0.35, 0.6] : [0.01, 0.05, 0.15, 0.35]);
    const killRate = random.pick([0, 0.005, 0.02, 0.06]);
    this.#killRate = without.has('kills') ? 0 : killRate;
    this.#stormUntilMs = random.pick([40_000, 120_000, 600_000, 1_500_000]);
    this.#faults = FAULTS.filter((fault) => random.chance(0.6) && !without.has(fault));
    const outages = DEPENDENCIES.filter(() => random.chance(0.12)).map((of) => {
      const fromMs = random.between(0, 60_000);
      return { of, fromMs, toMs: fromMs + random.between(1_000, random.pick([10_000, 60_000, 400_000])) };
    });
    this.#outages = without.has('outages') ? [] : outages;
  }

  isFaultPeriod(nowMs: number): boolean {
    return nowMs < this.#stormUntilMs;
  }

  calmDown(): void {
    this.#stormUntilMs = 0;
  }

  kills(nowMs: number): boolean {
    return this.isFaultPeriod(nowMs) && this.#random.chance(this.#killRate);
  }

  faultOf(dependency: Dependency, nowMs: number): Fault | undefined {
    if (!this.isFaultPeriod(nowMs)) return undefined;
    for (const { of, fromMs, toMs } of this.#outages) {
      if (of === dependency && nowMs >= fromMs && nowMs < toMs)
        return this.#random.chance(0.7) ? 'refused' : 'lost';
    }
    if (this.#focus && this.#focus !== dependency) return undefined;
    return this.#faults.length > 0 && this.#random.chance(this.#faultRate)
      ? this.#random.pick(this.#faults)
      : undefined;
  }

  /** A request can outlive its sender: retransmission, a queue in a proxy, an environment frozen and thawed. */
  latenessMs(): number {
    return this.#random.between(1, this.#random.pick([2_000, 30_000, 120_000, 1_200_000]));
  }

  toString(): string {
    const outages = this.#outages.map(
      ({ of, fromMs, toMs }) => `${of} away ${fromMs / 1000}–${toMs / 1000} s`,
    );
    const faults = `${this.#faults.join(', ') || 'no faults'} at ${this.#faultRate}${this.#focus ? ` on ${this.#focus}` : ''}, kills at ${this.#killRate}`;
    return [`${faults}, until ${this.#stormUntilMs / 1000} s`, ...outages].join('; ');
  }
}
