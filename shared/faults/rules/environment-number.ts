import type { Claims } from './claims.ts';

/** Rules that are remembered; those of before are long over. */
const MOST_RULES = 100;

/** This environment among those that met a rule, from 1, by the rule's key. */
const numbers = new Map<string, Promise<number | undefined>>();

/**
 * Numbers this environment among all that meet a rule, once.
 * @returns undefined where it cannot be counted; the next call tries again
 */
export function environmentNumber(key: string, claims: Claims): Promise<number | undefined> {
  const known = numbers.get(key);
  if (known) return known;
  const number = claims.next(`${key}#environments`).then((found) => {
    if (found === undefined) numbers.delete(key);
    return found;
  });
  for (const oldest of numbers.keys()) {
    if (numbers.size < MOST_RULES) break;
    numbers.delete(oldest);
  }
  numbers.set(key, number);
  return number;
}
