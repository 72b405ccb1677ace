import type { Violation } from '#shared/errors';
import { valueAt } from '#shared/value-at';
import { type Issue, typeOf } from './violation-type.ts';

const MAX_INPUT_CHARACTERS = 256;

/**
 * Converts Zod's issues to the form of the documented service (FastAPI's): `missing`, `greater_than`, ….
 * @param where first part of each `loc`: body, path, query or header
 */
export function toViolations(where: string, issues: readonly Issue[], data: unknown): Violation[] {
  return issues.map((issue) => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    const value = valueAt(data, path);
    return {
      type: typeOf(issue, value),
      loc: [where, ...path],
      msg: value === undefined && issue.code === 'invalid_type' ? 'Field required' : issue.message,
      input: isSecret(path) ? undefined : shown(value),
    };
  });
}

/** Whether a value is never repeated: a password, and a whole body that may hold one. */
function isSecret(path: readonly (string | number)[]): boolean {
  return path.length === 0 || path.some((key) => String(key).toLowerCase().includes('password'));
}

function shown(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, MAX_INPUT_CHARACTERS);
  return typeof value === 'object' ? undefined : value;
}
