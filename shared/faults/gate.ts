import { AppError } from '#shared/errors';
import type { RouteFault } from '#shared/http/route';
import { injectDelay } from './injected-delay.ts';
import type { FaultSettings, FaultSwitches } from './switches.ts';

/** What a fault may look at. */
export interface FaultContext {
  readonly settings: FaultSettings;
  readonly query: Readonly<Record<string, string | undefined>>;
  remainingMs(): number;
  random(): number;
}

const ERROR_RATE = 0.5;

/** One injector per fault; a new one without code does not compile. */
const INJECTORS: Readonly<Record<RouteFault, (context: FaultContext) => Promise<void>>> = {
  query_delay: ({ query, remainingMs }) => {
    const delay = query.delay ?? '';
    return injectDelay(/^\d+$/.test(delay) ? Number(delay) : 0, remainingMs());
  },
  delay: ({ settings, remainingMs }) => injectDelay(settings.delay?.delay_ms ?? 0, remainingMs()),
  inventory_delay: ({ settings, remainingMs }) =>
    injectDelay(settings.inventory_delay?.delay_ms ?? 0, remainingMs()),
  error: async ({ settings, random }) => {
    if (settings.error?.enable && random() < ERROR_RATE)
      throw new AppError('injected_error', 'Injected error');
  },
  // Acts at the payment provider (payment-failure.ts); here its setting is only read anew.
  payment_fail: async () => {},
};

/** Lets the faults of a route act on the whole invocation, before anything else of it runs. */
export async function passFaultGate(
  faults: readonly RouteFault[],
  switches: FaultSwitches,
  context: Omit<FaultContext, 'settings' | 'random'>,
  random: () => number = Math.random,
): Promise<void> {
  if (!switches.enabled || faults.length === 0) return;
  const settings = await switches.current();
  for (const fault of faults) await INJECTORS[fault]({ ...context, settings, random });
}
