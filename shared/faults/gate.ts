import { AppError } from '#shared/errors';
import { DelayQuery } from '#shared/http/fields';
import { parsePart } from '#shared/http/parse';
import type { RouteFault } from '#shared/http/route';
import { injectDelay } from './injected-delay.ts';
import type { ActedFault } from './record-fault.ts';
import { ERROR_PERCENT, type FaultSettings } from './switch-table.ts';
import type { FaultSwitches } from './switches.ts';

/** What a fault may look at. */
export interface FaultContext {
  readonly settings: FaultSettings;
  readonly query: Readonly<Record<string, string | undefined>>;
  remainingMs(): number;
  random(): number;
  acted(fault: ActedFault): void;
}

/** One injector per fault; a new one without code does not compile. */
const INJECTORS: Readonly<Record<RouteFault, (context: FaultContext) => Promise<void>>> = {
  query_delay: async (context) => {
    const { delay } = parsePart('query', DelayQuery, context.query);
    await delayBy('query_delay', delay, context);
  },
  delay: (context) => delayBy('delay', context.settings.delay?.delay_ms, context),
  inventory_delay: (context) =>
    delayBy('inventory_delay', context.settings.inventory_delay?.delay_ms, context),
  error: async ({ settings, random, acted }) => {
    if (!settings.error?.enable || random() * 100 >= ERROR_PERCENT) return;
    acted({ fault: 'error', mode: 'error' });
    throw new AppError('injected_error', 'Injected error');
  },
  // Acts at the payment provider (payment-failure.ts); here its setting is only read anew.
  payment_fail: async () => {},
};

function delayBy(fault: RouteFault, delayMs = 0, { remainingMs, acted }: FaultContext): Promise<void> {
  return injectDelay({ fault, delayMs, remainingMs: remainingMs(), acted });
}

/** Lets the faults of a route act on the whole invocation, before anything else of it runs. */
export async function passFaultGate(
  faults: readonly RouteFault[],
  switches: FaultSwitches,
  context: Pick<FaultContext, 'query' | 'remainingMs'>,
  random: () => number = Math.random,
): Promise<void> {
  if (!switches.enabled || faults.length === 0) return;
  const settings = await switches.current();
  for (const fault of faults) await INJECTORS[fault]({ ...context, settings, random, acted: switches.acted });
}
