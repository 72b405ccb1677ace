/** Number of cases: a few in `npm test`, all with `CRASH=full`. */
export const IS_FULL = process.env.CRASH === 'full';

export const ROUNDS = IS_FULL
  ? { kills: 100, restarts: 20, races: 1_000, restaurantDeadMs: 180_000 }
  : { kills: 4, restarts: 2, races: 100, restaurantDeadMs: 3_000 };
