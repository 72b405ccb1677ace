import type { Parameter } from '#shared/db/ssm';
import type { FaultSettings } from '#shared/faults/fault-table';
import { createHitCounter } from '#shared/faults/hit-counter';
import type { HitStore } from '#shared/faults/hit-store';
import { createFaultInjector, type FaultInjectorOptions } from '#shared/faults/injector';
import { createFaultSwitches, type FaultSwitchesOptions } from '#shared/faults/switches';
import type { ServiceName } from '#shared/services';

/** A store for tests that do not check hits. */
export const NO_HITS: HitStore = { add: async () => {}, read: async () => ({}), reset: async () => {} };

export interface FaultsOptions
  extends Partial<Omit<FaultSwitchesOptions, 'service'>>,
    Partial<Omit<FaultInjectorOptions, 'counter'>> {
  /** Whether environments are frozen between invocations. */
  readonly freezes?: boolean;
}

/** Switches and injector as a service has them, over a parameter of the test. */
export function createFaults(service: ServiceName, parameter: Parameter, options: FaultsOptions = {}) {
  const { freezes = false, log, random, ...given } = options;
  const switches = createFaultSwitches(parameter, {
    service,
    enabled: true,
    pollMs: 0,
    hits: NO_HITS,
    ...given,
  });
  const counter = createHitCounter(given.hits ?? NO_HITS, { freezes });
  const faults = createFaultInjector(switches, { counter, ...(log && { log }), ...(random && { random }) });
  return { switches, faults };
}

/** A parameter that holds these settings. */
export const parameterWith = (settings: FaultSettings): Parameter => ({
  get: async () => JSON.stringify(settings),
  put: async () => {},
});
