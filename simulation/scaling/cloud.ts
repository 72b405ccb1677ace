import type { Clock } from './clock.ts';
import type { Limits } from './limits.ts';
import { POPULARITY } from './popularity.ts';
import { Station } from './station.ts';
import { Throttle } from './throttle.ts';
import { PATIENCE, UNITS_TO_A_PROCESSOR } from './times.ts';

const BURST = { stage: 1_500, account: 5_000 };

/** What all orders share. */
export class Cloud {
  readonly account: Throttle;
  readonly apis: Readonly<Record<'user' | 'restaurant' | 'order', Throttle>>;
  readonly environments: Station;
  readonly connections: Station;
  readonly processors: Station;
  readonly orders: readonly Station[];
  readonly ordersByUser: readonly Station[];
  readonly payments: readonly Station[];
  readonly #rows = new Map<number, Station>();
  readonly #clock: Clock;
  readonly #limits: Limits;

  constructor(clock: Clock, limits: Limits) {
    this.#clock = clock;
    this.#limits = limits;
    const api = (): Throttle => new Throttle(clock, { perSecond: limits.stage, burst: BURST.stage });
    this.account = new Throttle(clock, { perSecond: limits.account, burst: BURST.account });
    this.apis = { user: api(), restaurant: api(), order: api() };
    this.environments = new Station(clock, { servers: limits.environments, patienceMs: 0 });
    this.connections = new Station(clock, {
      servers: limits.connections,
      patienceMs: PATIENCE.connection.ms,
    });
    this.processors = new Station(clock, {
      servers: Math.ceil(limits.processors / UNITS_TO_A_PROCESSOR),
      patienceMs: PATIENCE.row.ms,
    });
    const table = (): Station[] =>
      Array.from(
        { length: limits.partition },
        () => new Station(clock, { servers: 1, patienceMs: PATIENCE.partition.ms }),
      );
    this.orders = table();
    this.ordersByUser = table();
    this.payments = table();
  }

  /** Draws the row of the menu of an order. */
  drawRow(): Station {
    const { random } = this.#clock;
    const { row: split } = this.#limits;
    const number = POPULARITY.draw(random) * split + random.between(0, split - 1);
    const found = this.#rows.get(number);
    if (found) return found;
    const made = new Station(this.#clock, { servers: 1, patienceMs: PATIENCE.row.ms });
    this.#rows.set(number, made);
    return made;
  }

  countFromHere(): void {
    const { environments, connections, processors, orders, ordersByUser, payments } = this;
    for (const station of [
      ...[environments, connections, processors],
      ...[...orders, ...ordersByUser, ...payments, ...this.#rows.values()],
    ])
      station.countFromHere();
  }

  get busiestRow(): number {
    return Math.max(...[...this.#rows.values()].map(({ utilisation }) => utilisation));
  }

  get busiestPartition(): number {
    return Math.max(
      ...[...this.orders, ...this.ordersByUser, ...this.payments].map(({ utilisation }) => utilisation),
    );
  }
}
