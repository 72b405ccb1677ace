import { readValues } from '#shared/settings/read-values';
import { FAULT_IDS } from '../fault-table.ts';
import { absoluteRule } from './absolute-rule.ts';
import { ruleSchemaFor, type WrittenRule } from './rule.ts';
import { keepProblem, type Places } from './rule-place.ts';
import { orderProblem } from './rule-time.ts';

export interface ReadRules {
  readonly rules: readonly WrittenRule[];
  readonly invalid: readonly { readonly value: string; readonly problem: string }[];
}

/**
 * Reads the list of a service's rules. Lists the wrong ones; the others count.
 * @param areSealed whether they were stored encrypted, as a rule with `"sealed": true` must be
 */
export function readRules(value: unknown, places: Places, areSealed = false): ReadRules {
  if (!Array.isArray(value)) {
    return { rules: [], invalid: [{ value: shown(value), problem: 'rules must be a list of rules' }] };
  }
  const rules: WrittenRule[] = [];
  const invalid: ReadRules['invalid'][number][] = [];
  for (const each of value) {
    const problem = problemOf(each, places, rules) ?? (areSealed ? undefined : sealProblem(each));
    if (problem === undefined) rules.push(each as WrittenRule);
    else invalid.push({ value: shown(each), problem });
  }
  return { rules, invalid };
}

function problemOf(value: unknown, places: Places, earlier: readonly WrittenRule[]): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'a rule must be a JSON object';
  const rule = value as WrittenRule;
  const { id } = rule;
  const name = typeof id === 'string' ? `rule ${id}` : 'a rule';
  try {
    readValues(ruleSchemaFor(value), value as Record<string, unknown>, (sentence) => new Error(sentence));
  } catch (error) {
    return `${name}: ${(error as Error).message}`;
  }
  if (id === undefined) return 'a rule needs an id';
  if (isReserved(id)) return `${name} has the name of a documented fault`;
  if (earlier.some((other) => other.id === id)) return `${name} stands there twice`;
  // Without set_at, a duration has no begin yet; times in full can be compared all the same.
  const ofTime = orderProblem(absoluteRule(rule, 0));
  if (ofTime) return `${name}: ${ofTime.field}: ${ofTime.problem}`;
  const wrong = keepProblem(rule, places);
  return wrong && `${name}: ${wrong.field === 'stop_when' ? 'stop_when: ' : ''}${wrong.problem}`;
}

const sealProblem = ({ id, sealed }: WrittenRule): string | undefined =>
  sealed
    ? `rule ${id}: its text is readable, so it is not sealed; set it by PUT /chaos/${id}, or leave sealed out`
    : undefined;

/** Whether an id is that of a documented fault, which is no rule. */
export const isReserved = (id: string): boolean => FAULT_IDS.some((each) => each === id);

const shown = (value: unknown): string => JSON.stringify(value).slice(0, 300);
