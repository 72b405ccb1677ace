import type { Violation } from '#shared/errors';
import { FAULT_IDS, SWITCH_IDS, switchRow } from '../fault-table.ts';
import { findMode } from '../modes/find-mode.ts';
import { whensOf } from '../modes/mode.ts';
import { serviceOf } from '../switch-point.ts';
import { type AbsoluteRule, absoluteRule } from './absolute-rule.ts';
import { readShape } from './read-shape.ts';
import type { WrittenRule } from './rule.ts';
import { RuleId } from './rule-id.ts';
import { keepProblem, type Places } from './rule-place.ts';
import { timeProblem } from './rule-time.ts';

export type CheckedRule =
  | { readonly rule: AbsoluteRule & { readonly id: string } }
  | { readonly violations: readonly Violation[] };

/**
 * Checks the body of a rule that is to be stored under an id, from now on.
 * @returns the rule with absolute times, or every reason against it with what is allowed
 */
export function checkRule(id: string, body: unknown, places: Places, nowMs: number): CheckedRule {
  const ofId = idViolation(id);
  if (ofId) return { violations: [ofId] };
  const read = readShape(body, ['body']);
  if ('violations' in read) return read;
  const { id: own, set_at: _, ...rest } = read.rule;
  if (own !== undefined && own !== id) {
    return refused('id', `Must be ${id}, as in the path, or be left out`, own);
  }
  const mode = findMode(rest.mode);
  const { point, mode: name, when = mode && whensOf(mode)[0], ...others } = rest;
  const rule = absoluteRule({ id, point, mode: name, when, ...others } as WrittenRule, nowMs);
  const wrong = sealProblem(rule, places) ?? timeProblem(rule, nowMs) ?? keepProblem(rule, places);
  if (wrong) return refused(wrong.field, wrong.problem, rule[wrong.field]);
  return { rule: rule as AbsoluteRule & { readonly id: string } };
}

/** The refusal of an id that no rule can have. */
export function idViolation(id: string): Violation | undefined {
  const loc = ['path', 'id'];
  if (SWITCH_IDS.some((each) => each === id)) {
    const { point, form } = switchRow(id as (typeof SWITCH_IDS)[number]);
    const msg = `${id} is a documented switch of the ${serviceOf(point)} service, set by POST /chaos/${id} with ${form}`;
    return { type: 'value_error', loc, msg, input: id };
  }
  if (FAULT_IDS.some((each) => each === id)) {
    const msg = `${id} is a fault that each call brings in its query; no rule has its name`;
    return { type: 'value_error', loc, msg, input: id };
  }
  const read = RuleId.safeParse(id);
  if (read.success) return undefined;
  const msg = read.error.issues[0]?.message ?? '';
  return { type: 'string_pattern_mismatch', loc, msg, input: id.slice(0, 80) };
}

function sealProblem({ sealed }: AbsoluteRule, { sealKey }: Places) {
  if (!sealed || sealKey !== undefined) return undefined;
  return { field: 'sealed' as const, problem: 'There is no key to seal rules with: see CHAOS_SEAL_KEY' };
}

function refused(field: string, msg: string, input: unknown): CheckedRule {
  return {
    violations: [{ type: 'value_error', loc: ['body', field], msg, ...(input !== undefined && { input }) }],
  };
}
