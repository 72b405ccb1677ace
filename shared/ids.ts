const EPOCH_MS = Date.UTC(2026, 0, 1);
const DRAWS_PER_MS = 4096;

/**
 * A time-ordered id that is safe as a JSON number: 41 bits of milliseconds, 12 bits of chance. Ids can
 * collide: store them with a conditional put and retry with a new id.
 * @param random at least 0 and below 1, as from `Math.random`
 */
export function newId(nowMs: number, random: number): number {
  return Math.max(0, nowMs - EPOCH_MS) * DRAWS_PER_MS + Math.floor(random * DRAWS_PER_MS);
}
