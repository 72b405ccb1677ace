/**
 * Faults and invariants for the tests of another project, over HTTP, without dependencies.
 *
 * ```ts
 * import { connect } from 'food-delivery-lambda/testing';
 *
 * const chaos = connect({
 *   user: 'http://localhost:8001',
 *   restaurant: 'http://localhost:8002',
 *   order: 'http://localhost:8003',
 * });
 *
 * test('a charge whose answer is lost is not repeated', async () => {
 *   await using fault = await chaos.on({ point: 'order.payments.charge', mode: 'exception', when: 'after', times: 1 });
 *
 *   const answer = await placeOrder();
 *
 *   await expect.poll(() => fault.hits()).toBe(1);
 *   await chaos.expectInvariants();
 * });
 *
 * test('the same for one request, beside all other tests', async () => {
 *   const headers = chaos.header({ point: 'order.payments.charge', mode: 'exception' });
 *   const answer = await fetch(`${order}/orders`, { method: 'POST', headers, body });
 * });
 * ```
 */

/** Where the services are. */
export interface Services {
  readonly user: string;
  readonly restaurant: string;
  readonly order: string;
}

export interface Options {
  /** Sent in `x-chaos-key`, where the stage has one. */
  readonly key?: string;
  /** The clone of the system whose `npm run oracle` reads its stores. @default the folder that this file is in */
  readonly folder?: string;
}

/** What ends a fault before it expires, whichever comes first. Each limit counts as reached at its value. */
export interface StopWhen {
  /** Percentage of 5xx among the answers of the service. */
  readonly error_rate?: number;
  /** Milliseconds in which 95 % of the answers of the service are given. */
  readonly p95?: number;
  /** Dead letters that come while the fault is on. */
  readonly dead_letters?: number;
  /** An invariant is violated. */
  readonly oracle?: true;
  /** Seconds over which `error_rate` and `p95` are measured. @default 10 */
  readonly over_s?: number;
}

/** A fault, as `PUT /chaos/{id}` and `x-chaos` take it. A mode has parameters of its own, such as `ms`. */
export interface Rule {
  /** Where it acts, such as `order.payments.charge`; `*` stands for any characters. */
  readonly point: string;
  /** What it does, such as `latency` or `exception`. */
  readonly mode: string;
  readonly when?: 'before' | 'instead' | 'after';
  readonly percentage?: number;
  readonly times?: number;
  readonly skip?: number;
  readonly every?: number;
  readonly max_hits?: number;
  readonly seed?: string | number;
  readonly match?: Readonly<Record<string, unknown>>;
  readonly expires_at?: string;
  /** On the engine only. */
  readonly stop_when?: StopWhen;
  readonly [parameter: string]: unknown;
}

/** A fault that is on until its block ends. */
export interface Fault extends AsyncDisposable {
  readonly id: string;
  /**
   * How often it has acted since it was set. An environment records its hits up to a second after they happen, so
   * that a test polls: `await expect.poll(() => fault.hits()).toBe(1)`.
   * @throws Error where that is not known: the store of the hits does not answer, or the rule is over or sealed
   */
  hits(): Promise<number>;
  /** Resolves when it acts nowhere any more. May be called again. */
  end(): Promise<void>;
}

export interface SettleOptions {
  /** The longest time to wait until every order is at rest. @default 60 */
  readonly settleSeconds?: number;
}

export interface Chaos {
  /**
   * Sets a fault, and resolves when every environment acts on it. A pattern that begins with `*` is set at every service.
   * @param id of the rule. @default a new one
   * @throws ChaosRefused with what is wrong and what is allowed
   * @throws TypeError for no rule, or an id that no rule can have
   * @throws Error with the name of a service that does not answer
   */
  on(rule: Rule, id?: string): Promise<Fault>;
  /** Headers with which one request meets these faults, or a preset, and no other request does. */
  header(rules: Rule | readonly Rule[] | string): Record<string, string>;
  /** Ends every fault of every service. */
  halt(): Promise<void>;
  /**
   * Asserts that orders, stock, payments, caches and queues agree, by `npm run oracle` in the system's folder.
   * @throws InvariantViolated with the report
   */
  expectInvariants(options?: SettleOptions): Promise<void>;
}

/** A service refused a rule. */
export class ChaosRefused extends Error {
  readonly status: number;
  readonly detail: unknown;
}

/** The stores do not agree. The message is the oracle's report. */
export class InvariantViolated extends Error {}

export function connect(services: Services, options?: Options): Chaos;
