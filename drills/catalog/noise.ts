import type { WrittenRule } from '#shared/faults/rules/rule';

const flap = { on_s: 15, off_s: 30 };
const ofShortCalls = { mode: 'latency', min_ms: 10, max_ms: 60, percentage: 40, flap };

/** Delays that no client feels: to be seen, and to be told from the fault. */
export const NOISE: readonly WrittenRule[] = [
  { ...ofShortCalls, point: 'restaurant.restaurants.*' },
  { ...ofShortCalls, point: 'restaurant.menus.*' },
  { ...ofShortCalls, point: 'order.cache.*' },
  { ...ofShortCalls, point: 'order.reader.*' },
  { ...ofShortCalls, point: 'order.menus.quote' },
  { ...ofShortCalls, point: 'user.handler' },
];

/** A rule that never acts. */
export const decoyAt = (point: string): WrittenRule => ({ point, mode: 'latency', ms: 10, percentage: 0 });
