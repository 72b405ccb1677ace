import { PROTECTIONS, type ProtectionName } from '#shared/faults/protections/protection';
import type { WrittenRule } from '#shared/faults/rules/rule';
import { SERVICE_NAMES } from '#shared/services';
import { findServices } from '../chaos-api.ts';
import { servicesOf } from '../rule-words.ts';
import type { Lab } from './forms/form.ts';

export const PROTECTION_NAMES = Object.keys(PROTECTIONS) as [ProtectionName, ...ProtectionName[]];

/** The rules that turn a protection off: one for each of its points. */
export const rulesWithout = (protection: ProtectionName): readonly WrittenRule[] =>
  PROTECTIONS[protection].points.map((point) => ({ point, mode: 'unprotected', protection }));

/** Turns a protection off in the whole system, until a time. */
export async function turnOff(
  urls: Lab['system']['urls'],
  protection: ProtectionName,
  untilMs: number,
): Promise<void> {
  const addresses = SERVICE_NAMES.map((service) => [`${service.toUpperCase()}_URL`, urls[service]]);
  const api = await findServices(Object.fromEntries(addresses));
  const expires_at = new Date(untilMs).toISOString();
  for (const [at, rule] of rulesWithout(protection).entries()) {
    for (const service of servicesOf(rule.point))
      await api.put(service, `unprotected-${at + 1}`, { ...rule, expires_at });
  }
}
