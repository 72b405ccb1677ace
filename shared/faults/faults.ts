import type { ServiceName } from '#shared/services';
import { withLateSpan } from '#shared/telemetry/tracing';
import { type ActingOptions, actThrough } from './acting.ts';
import {
  currentFaultScope,
  currentPortCall,
  type FaultScope,
  type PortCall,
  withFaultScope,
  withPortCall,
} from './fault-scope.ts';
import type { HitCounter } from './hit-counter.ts';
import type { ClientSeam, PortMethodCall } from './modes/calls.ts';
import type { Adapters, PortsOf } from './points/adapter.ts';
import type { Point, Technology } from './points/point.ts';
import { type LogFault, recordFault } from './record-fault.ts';
import type { ActiveRule } from './rules/active-rule.ts';
import type { Claims } from './rules/claims.ts';
import type { FaultSwitches } from './switches.ts';

/** Lets the rules that are on act on the calls of one service. */
export interface Faults {
  /** Where it is off, no rule is read and none acts. */
  readonly enabled: boolean;
  readonly service: ServiceName;
  /** Reads the stored rules again where they are due. Call it when an invocation begins. */
  refresh(): Promise<void>;
  /** Whether a rule is stored, or came with the request. The usual request costs this one test. */
  mayAct(ofRequest: readonly ActiveRule[]): boolean;
  /** Runs a request or message at its point, with the rules that came with it. */
  enter<T>(point: Point, scope: Omit<FaultScope, 'calls'>, work: () => Promise<T>): Promise<T>;
  /** Makes every method of these adapters a point, `<service>.<name>.<method>`. */
  ports<A extends Adapters>(adapters: A): PortsOf<A>;
  /** The seam at which the modes of a technology act: wraps each try of a client. */
  client<T extends Technology>(technology: T): ClientSeam<T>;
  /** The points of {@link ports}. */
  points(): readonly Point[];
  /** To be awaited before an invocation ends that a rule may have acted on. */
  beforeFreeze(): Promise<void>;
}

export interface FaultsOptions {
  readonly service: ServiceName;
  readonly counter: HitCounter;
  readonly claims: Claims;
  /** Writes a log line for each hit. */
  readonly log?: LogFault;
  /** In [0, 1). @default Math.random */
  readonly random?: () => number;
}

/** What the modes of calls are given of an invocation. */
const NO_CALL: PortMethodCall = { args: [], adapters: {}, mark: () => {} };

const isOutermost = ({ mode }: ActiveRule): boolean => mode.isOutermost === true;

export function createFaults(
  switches: Pick<FaultSwitches, 'enabled' | 'current' | 'recent'>,
  { service, counter, claims, log, random = Math.random }: FaultsOptions,
): Faults {
  let stored: readonly ActiveRule[] = [];
  const points = new Map<string, Point>();
  const adapters: Record<string, object> = {};
  const acting: ActingOptions = {
    claims,
    random,
    persist: counter.flush,
    record(rule, on, params) {
      if (rule.isSealed) return;
      if (!rule.ofRequest) counter.count(rule.key);
      recordFault({ ...rule, params }, on, log);
    },
  };

  /** The rules that may act at a point, in order: those of the request, then those that are stored. */
  const rulesAt = (point: Point, scope: FaultScope): readonly ActiveRule[] =>
    [...scope.rules, ...stored]
      .filter(
        (rule) =>
          rule.fitsAt(point) &&
          (rule.switchId === undefined || point.kind === 'port' || scope.switches.includes(rule.switchId)),
      )
      .toSorted((one, other) => Number(isOutermost(other)) - Number(isOutermost(one)));

  /** Without those that were ended in the course of the invocation, which may last long. */
  async function stillOn(rules: readonly ActiveRule[]): Promise<readonly ActiveRule[]> {
    if (rules.every(({ ofRequest }) => ofRequest)) return rules;
    stored = await switches.recent();
    const on = new Set(stored.map(({ key }) => key));
    return rules.filter(({ ofRequest, key }) => ofRequest || on.has(key));
  }

  const mayAct = (ofRequest: readonly ActiveRule[]): boolean =>
    switches.enabled && (stored.length > 0 || ofRequest.length > 0);

  async function callPort<T>(
    point: Point,
    scope: FaultScope,
    args: unknown[],
    run: (...args: unknown[]) => Promise<T>,
  ): Promise<T> {
    const rules = await stillOn(rulesAt(point, scope));
    if (rules.length === 0) return run(...args);
    const earlier = scope.calls.get(point.name) ?? 0;
    scope.calls.set(point.name, earlier + 1);
    const onCall = rules.filter(({ mode }) => mode.seam === 'call');
    const inClients = rules.filter(({ mode }) => mode.seam !== 'call');
    const unprotected = new Set<string>();
    const portCall: PortCall = { point, args, rules: inClients, tries: new Map(), unprotected };
    const call: PortMethodCall = { args, adapters, mark: (protection) => unprotected.add(protection) };
    const on = { scope, point, attempt: scope.attempt + earlier, call, args };
    return withLateSpan(point.name, (span) =>
      actThrough(onCall, { ...on, span }, acting, () => withPortCall(portCall, () => run(...args))),
    );
  }

  function wrapPort<Port extends object>(
    name: string,
    port: Port,
    technologies: readonly Technology[],
  ): Port {
    adapters[name] = port;
    const methods = Object.entries(port).filter(([, value]) => typeof value === 'function');
    const wrapped = methods.map(([method, run]: [string, (...args: unknown[]) => Promise<unknown>]) => {
      const point: Point = { name: `${service}.${name}.${method}`, kind: 'port', technologies };
      points.set(point.name, point);
      return [
        method,
        (...args: unknown[]) => {
          const scope = currentFaultScope();
          return scope ? callPort(point, scope, args, run) : run(...args);
        },
      ];
    });
    return { ...port, ...Object.fromEntries(wrapped) };
  }

  return {
    enabled: switches.enabled,
    service,
    async refresh() {
      if (switches.enabled) stored = await switches.current();
    },
    mayAct,
    enter(point, given, work) {
      // Without a scope no port looks for rules.
      if (!mayAct(given.rules)) return work();
      const scope = { ...given, calls: new Map<string, number>() };
      const on = { scope, point, attempt: scope.attempt, call: NO_CALL, args: [] };
      return withFaultScope(scope, () => actThrough(rulesAt(point, scope), on, acting, work));
    },
    ports<A extends Adapters>(adapters: A): PortsOf<A> {
      const wrapped = Object.entries(adapters).map(([name, { port, technologies }]) => [
        name,
        wrapPort(name, port, technologies),
      ]);
      return Object.fromEntries(wrapped);
    },
    client: (technology) => async (call, next) => {
      const port = currentPortCall();
      const scope = port && currentFaultScope();
      const known =
        port?.rules.filter(({ mode }) => mode.seam === technology && mode.appliesTo?.(call) !== false) ?? [];
      const rules = known.length > 0 ? await stillOn(known) : known;
      if (!port || !scope || rules.length === 0) return next();
      const earlier = port.tries.get(technology) ?? 0;
      port.tries.set(technology, earlier + 1);
      const attempt = scope.attempt + (scope.calls.get(port.point.name) ?? 1) - 1 + earlier;
      return actThrough(rules, { scope, point: port.point, attempt, call, args: port.args }, acting, next);
    },
    points: () => [...points.values()],
    beforeFreeze: counter.beforeFreeze,
  };
}
