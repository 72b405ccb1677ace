import type * as z from 'zod';
import type { Violation } from '#shared/errors';
import { convertText } from '#shared/http/convert-text';
import type { Issue } from '#shared/http/violation-type';
import { toViolations } from '#shared/http/violations';
import { allowedBy } from '#shared/settings/allowed-values';
import { Match, OfEnvironment } from './match.ts';
import { Flap, membersOfRule, ruleSchemaFor, type WrittenRule } from './rule.ts';
import { StopWhen } from './stop-when.ts';

export type ReadShape = { readonly rule: WrittenRule } | { readonly violations: readonly Violation[] };

/**
 * Reads a value of a request as a rule. Numbers in it may be text, as in other bodies.
 * @param where begins the `loc` of each violation
 */
export function readShape(value: unknown, where: Violation['loc']): ReadShape {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const type = value === undefined ? 'missing' : 'value_error';
    return { violations: [{ type, loc: where, msg: 'A rule must be a JSON object' }] };
  }
  const schema = ruleSchemaFor(value);
  const parse = () => schema.safeParse(value, { error: inOurWords });
  const first = parse();
  const read = first.success || !convertText(value, first.error.issues) ? first : parse();
  return read.success
    ? { rule: read.data }
    : { violations: shapeViolations(read.error.issues, value, where) };
}

const TYPE_OR_SIZE: readonly unknown[] = ['invalid_type', 'too_small', 'too_big'];

/** What a value must be, where its schema does not say it. */
const inOurWords: z.core.$ZodErrorMap = (issue) =>
  TYPE_OR_SIZE.includes(issue.code) ? `Must be ${allowedBy(issue)}` : undefined;

/** As {@link toViolations} does, with a violation for each unknown member that names the known ones. */
function shapeViolations(issues: readonly Issue[], rule: object, where: Violation['loc']): Violation[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') {
      return toViolations('', [issue], rule).map(({ loc, ...rest }) => ({
        ...rest,
        loc: [...where, ...loc.slice(1)],
      }));
    }
    const inner = INNER[issue.path.join('.')];
    const known = inner ? Object.keys(inner.shape) : membersOfRule(rule);
    const msg = `Unknown; allowed are ${known.join(', ')}`;
    return issue.keys.map((key) => ({
      type: 'extra_forbidden',
      loc: [...where, ...issue.path.map(String), key],
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
