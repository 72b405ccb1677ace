import type * as z from 'zod';
import type { Violation } from '#shared/errors';
import { convertText } from '#shared/http/convert-text';
import { toViolations } from '#shared/http/violations';
import { FAULT_IDS, SWITCH_IDS, switchRow } from '../fault-table.ts';
import { findMode } from '../modes/find-mode.ts';
import { whensOf } from '../modes/mode.ts';
import { serviceOf } from '../switch-point.ts';
import { type AbsoluteRule, absoluteRule } from './absolute-rule.ts';
import { Match, OfEnvironment } from './match.ts';
import { Flap, membersOfRule, ruleSchemaFor, type WrittenRule } from './rule.ts';
import { RuleId } from './rule-id.ts';
import { keepProblem, type Places } from './rule-place.ts';
import { StopWhen } from './stop-when.ts';

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
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return refused('body', [], 'A rule must be a JSON object', body === undefined ? 'missing' : undefined);
  }
  const schema = ruleSchemaFor(body);
  const first = schema.safeParse(body);
  const read = first.success || !convertText(body, first.error.issues) ? first : schema.safeParse(body);
  if (!read.success) return { violations: shapeViolations(read.error.issues, body) };
  const { id: own, set_at: _, ...rest } = read.data;
  if (own !== undefined && own !== id) {
    return refused('body', ['id'], `Must be ${id}, as in the path, or be left out`, undefined, own);
  }
  const mode = findMode(rest.mode);
  const { point, mode: name, when = mode && whensOf(mode)[0], ...others } = rest;
  const rule = absoluteRule({ id, point, mode: name, when, ...others } as WrittenRule, nowMs);
  const wrong = sealProblem(rule, places) ?? timeProblem(rule, nowMs) ?? keepProblem(rule, places);
  if (wrong) return refused('body', [wrong.field], wrong.problem, undefined, rule[wrong.field]);
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

function timeProblem({ starts_at, expires_at }: AbsoluteRule, nowMs: number) {
  if (expires_at === null) return undefined;
  const expiresAt = Date.parse(expires_at);
  const field = 'expires_at' as const;
  const now = new Date(nowMs).toISOString();
  if (expiresAt <= nowMs) return { field, problem: `Must be later than now, which is ${now}` };
  if (starts_at === undefined || expiresAt > Date.parse(starts_at)) return undefined;
  return { field, problem: `Must be later than the start, which is ${starts_at}` };
}

type Issues = Parameters<typeof toViolations>[1];

/** As {@link toViolations} does, with a violation for each unknown member that names the known ones. */
function shapeViolations(issues: Issues, body: object): Violation[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return toViolations('body', [issue], body);
    const inner = INNER[issue.path.join('.')];
    const known = inner ? Object.keys(inner.shape) : membersOfRule(body);
    const msg = `Unknown; allowed are ${known.join(', ')}`;
    return issue.keys.map((key) => ({
      type: 'extra_forbidden',
      loc: ['body', ...issue.path.map(String), key],
      msg,
    }));
  });
}

/** The objects in a rule, by their paths. */
const INNER: Readonly<Record<string, z.ZodObject>> = {
  match: Match,
  'match.environment': OfEnvironment,
  stop_when: StopWhen,
  flap: Flap,
};

function refused(
  where: string,
  path: readonly string[],
  msg: string,
  type = 'value_error',
  input?: unknown,
): CheckedRule {
  return { violations: [{ type, loc: [where, ...path], msg, ...(input !== undefined && { input }) }] };
}
