import { browse } from './browse.ts';
import type { Journey } from './journey.ts';
import { order } from './order.ts';
import { orderThenCancel } from './order-then-cancel.ts';
import { orderThenRead } from './order-then-read.ts';
import { readMenu } from './read-menu.ts';
import { readOrders } from './read-orders.ts';
import { readThenCancel } from './read-then-cancel.ts';
import { reorder } from './reorder.ts';
import { signUp } from './sign-up.ts';

/** Every journey by its name in plans. */
export const JOURNEYS = {
  order,
  'order-then-cancel': orderThenCancel,
  'order-then-read': orderThenRead,
  'read-then-cancel': readThenCancel,
  reorder,
  browse,
  'read-menu': readMenu,
  'read-orders': readOrders,
  'sign-up': signUp,
} as const satisfies Record<string, Journey>;

export type JourneyName = keyof typeof JOURNEYS;
