import type { ActedFault } from './record-fault.ts';
import type { FaultSwitches } from './switches.ts';

/** Nothing but this fault lets a payment be declined: each decline is one that acted. */
export const DECLINE: ActedFault = { fault: 'payment_fail', mode: 'decline' };

/**
 * Draws whether a charge is declined, at the switched rate.
 * @param random in [0, 1)
 */
export function declinesAtRate(switches: FaultSwitches, random: () => number = Math.random): () => boolean {
  return () => {
    const failPercent = switches.enabled ? (switches.last().payment_fail?.fail_percent ?? 0) : 0;
    return random() * 100 < failPercent;
  };
}
