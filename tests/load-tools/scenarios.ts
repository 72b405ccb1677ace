/** The six documented scenarios, by the names of their files. */
export const SCENARIOS = [
  'payment-failure',
  'concurrent-orders',
  'cancel-and-reorder',
  'cache-effect',
  'service-to-service',
  'injected-delay',
] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** Scenarios that switch no fault on. They run side by side, each on a menu of its own. */
export const CALM = SCENARIOS.filter((name) => name !== 'payment-failure' && name !== 'injected-delay');
