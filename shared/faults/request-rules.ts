import type { Violation } from '#shared/errors';
import { SERVICE_NAMES } from '#shared/services';
import { pointsIn, pointsOf } from './points/known-points.ts';
import { type ActiveRule, activate } from './rules/active-rule.ts';
import { memberText, type ReadHeader, readHeaderText, readMemberText } from './rules/header-text.ts';
import type { Places } from './rules/rule-place.ts';

export type RequestRules =
  | {
      readonly rules: readonly ActiveRule[];
      /** Value of the member of `baggage` with which they travel on. */
      readonly member: string;
    }
  | { readonly violations: readonly Violation[] };

/** The points of all services, where a build has found them. */
const KNOWN = pointsIn(import.meta.dirname);

/**
 * Reads the rules of the header `x-chaos`.
 * @param here the service that takes the call
 */
export const headerRules = (text: string, here?: Places): RequestRules =>
  activated('x-chaos', readHeaderText(text, Date.now(), placesFrom(here)));

const placesFrom = (here: Places | undefined): readonly Places[] =>
  SERVICE_NAMES.map((service) => {
    if (KNOWN) return { service, points: pointsOf(service, KNOWN) };
    return service === here?.service ? here : { service };
  });

/** Reads the rules of a member of `baggage`. */
export const memberRules = (member: string): RequestRules => activated('baggage', readMemberText(member));

function activated(header: string, read: ReadHeader): RequestRules {
  if ('violations' in read) {
    return { violations: read.violations.map((each) => ({ ...each, loc: ['header', header, ...each.loc] })) };
  }
  const { rules } = read;
  // All times are absolute, so that the rule is the same wherever it is read.
  return { rules: rules.map((rule) => activate(rule, 0, true)), member: memberText(rules) };
}
