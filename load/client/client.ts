import { orderCalls } from './order-calls.ts';
import { restaurantCalls } from './restaurant-calls.ts';
import { userCalls } from './user-calls.ts';
import { around, type Visit } from './visit.ts';

/** The system as a journey sees it. */
export function clientOf(visit: Visit) {
  return {
    ...userCalls(visit),
    ...restaurantCalls(visit),
    ...orderCalls(visit),
    /** The id of a menu, drawn as the plan distributes them. */
    pickMenu: () => visit.pickMenu(),
    newIdentity: () => visit.newIdentity(),
    think: () => visit.pause(around(visit.thinkMs, visit.random)),
  };
}

export type Client = ReturnType<typeof clientOf>;
