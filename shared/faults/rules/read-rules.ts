import type { ServiceName } from '#shared/services';
import { readValues } from '#shared/settings/read-values';
import { ruleSchemaFor, type WrittenRule } from './rule.ts';

export interface ReadRules {
  readonly rules: readonly WrittenRule[];
  readonly invalid: readonly { readonly value: string; readonly problem: string }[];
}

/** Reads the list of a service's rules. Lists the wrong ones; the others count. */
export function readRules(service: ServiceName, value: unknown): ReadRules {
  if (!Array.isArray(value)) {
    return { rules: [], invalid: [{ value: shown(value), problem: 'rules must be a list of rules' }] };
  }
  const rules: WrittenRule[] = [];
  const invalid: ReadRules['invalid'][number][] = [];
  for (const each of value) {
    const problem = problemOf(service, each, rules);
    if (problem === undefined) rules.push(each as WrittenRule);
    else invalid.push({ value: shown(each), problem });
  }
  return { rules, invalid };
}

function problemOf(
  service: ServiceName,
  value: unknown,
  earlier: readonly WrittenRule[],
): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'a rule must be a JSON object';
  const { id, point } = value as WrittenRule;
  const name = typeof id === 'string' ? `rule ${id}` : 'a rule';
  try {
    readValues(ruleSchemaFor(value), value as Record<string, unknown>, (sentence) => new Error(sentence));
  } catch (error) {
    return `${name}: ${(error as Error).message}`;
  }
  if (id === undefined) return 'a rule needs an id';
  if (earlier.some((rule) => rule.id === id)) return `${name} stands there twice`;
  if (!mayBeOf(service, point)) return `${name}: the point ${point} is none of the ${service} service`;
  return undefined;
}

/** Whether a pattern of points can match one of the service. */
export const mayBeOf = (service: ServiceName, glob: string): boolean =>
  glob.startsWith(`${service}.`) ||
  (glob.includes('*') && `${service}.`.startsWith(glob.split('*')[0] ?? ''));

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 300);
