/** The documented scenarios that switch no fault on, by the names of their files. They run side by side, each on its own menu. */
export const CALM = [
  'concurrent-orders',
  'cancel-and-reorder',
  'cache-effect',
  'service-to-service',
] as const;

/** Those that switch one on, which acts on every order. */
export const FAULTY = ['payment-failure', 'injected-delay'] as const;

export type Scenario = (typeof CALM | typeof FAULTY)[number];
