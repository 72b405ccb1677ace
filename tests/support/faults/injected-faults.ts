import type { Parameter } from '#shared/db/ssm';
import { countClaims } from '#shared/faults/count-claims';
import type { FaultSettings } from '#shared/faults/fault-table';
import { createFaults as createFaultsOf, type FaultsOptions as Options } from '#shared/faults/faults';
import { createHitCounter } from '#shared/faults/hit-counter';
import type { HitStore } from '#shared/faults/hit-store';
import type { Subject } from '#shared/faults/rules/subject';
import { createFaultSwitches, type FaultSwitchesOptions } from '#shared/faults/switches';
import type { ServiceName } from '#shared/services';

/** A store for tests that do not check hits. */
export const NO_HITS: HitStore = {
  add: async () => {},
  next: async () => 1,
  read: async () => ({}),
  reset: async () => {},
  remove: async () => {},
};

export interface FaultsOptions
  extends Partial<Omit<FaultSwitchesOptions, 'service'>>,
    Partial<Omit<Options, 'service' | 'counter'>> {
  /** Whether environments are frozen between invocations. */
  readonly freezes?: boolean;
}

/** Switches and faults as a service has them, over a parameter of the test. */
export function createFaults(service: ServiceName, parameter: Parameter, options: FaultsOptions = {}) {
  const { freezes = false, log, random, claims, ...given } = options;
  const switches = createFaultSwitches(parameter, {
    service,
    enabled: true,
    pollMs: 0,
    hits: NO_HITS,
    ...given,
  });
  const counter = createHitCounter(given.hits ?? NO_HITS, { freezes });
  const faults = createFaultsOf(switches, {
    service,
    counter,
    claims: claims ?? countClaims(given.hits ?? NO_HITS),
    ...(log && { log }),
    ...(random && { random }),
  });
  return { switches, faults };
}

/** What rules match of a request that has nothing to match. */
export const SUBJECT: Subject = {
  isCold: false,
  header: () => undefined,
  userId: () => undefined,
  orderId: () => undefined,
  menuIds: () => [],
};

/** A parameter that holds these settings. */
export const parameterWith = (settings: FaultSettings): Parameter => parameterOf(settings);

/** A parameter that holds these settings and rules, and was written just now. */
export const parameterOf = (value: object, modifiedAt = Date.now()): Parameter => ({
  get: async () => ({ text: JSON.stringify(value), version: 1, modifiedAt }),
  put: async () => 2,
});
