import type * as z from 'zod';
import { UsageError } from '#shared/cli/errors';
import { allowedBy } from '#shared/settings/allowed-values';
import { shownValue } from '#shared/settings/read-values';
import { type FullPlan, Plan } from './plan.ts';

/**
 * Checks a plan and adds the defaults.
 * @throws UsageError: `loop.phases.0.rate is "-1", allowed: at least 0`
 */
export function readPlan(plan: unknown): FullPlan {
  const result = Plan.safeParse(plan, { error: allowedBy });
  if (result.success) return result.data;
  throw new UsageError(result.error.issues.map((issue) => sentenceOf(issue, plan)).join('; '));
}

function sentenceOf(issue: z.core.$ZodIssue, plan: unknown): string {
  const name = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => [...issue.path, key].join('.'));
    return `a plan has no ${keys.join(', ')} (docs/load.md)`;
  }
  if (name === '') return `a plan is ${issue.message} (docs/load.md)`;
  return `${name} is ${shownValue(name, valueAt(plan, issue.path))}, allowed: ${issue.message}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  const found = path.reduce<unknown>(
    (each, key) => (typeof each === 'object' && each !== null ? Reflect.get(each, key) : undefined),
    value,
  );
  return typeof found === 'object' && found !== null ? JSON.stringify(found) : found;
}
