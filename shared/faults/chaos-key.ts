import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '#shared/errors';

export const CHAOS_KEY_HEADER = 'x-chaos-key';

/** Whether a caller with the key `given` may inject faults. Where no key is set, every caller may. */
export function opensSwitches(given: string | undefined, key: string | undefined): boolean {
  if (key === undefined) return true;
  return given !== undefined && timingSafeEqual(digest(given), digest(key));
}

/** Whether a path belongs to the switches: no fault acts on these, and they may require a key. */
export const isChaosPath = (path: string): boolean => path === '/chaos' || path.startsWith('/chaos/');

/** @throws AppError `not_found` where there are no switches, `forbidden` where the key is missing or wrong */
export function refuseChaos(enabled: boolean, mayInject: boolean): void {
  if (!enabled) throw new AppError('not_found', 'Not Found');
  if (!mayInject) throw new AppError('forbidden', `Fault switches need the key, in ${CHAOS_KEY_HEADER}`);
}

/** Digests have one length, which the comparison requires. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
