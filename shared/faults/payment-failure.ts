import type { FaultSwitches } from './switches.ts';

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
