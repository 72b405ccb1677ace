import { ruleSchemaFor } from '#shared/faults/rules/rule';
import { allPoints } from '#stacks/points';
import { deployedFunctions } from './deployed-functions.ts';
import { importRules } from './formats.ts';

export const NOW_MS = Date.UTC(2026, 0, 1);

export const TARGET = {
  handler: '*.handler',
  points: await allPoints(),
  functions: deployedFunctions(),
  region: 'us-east-1',
  nowMs: NOW_MS,
};

/** Imports a file whose rules must be ones that a service takes, in a form that is short to write down. */
export function imported(file: unknown, target = TARGET) {
  const { rules, left } = importRules('faults.json', file, target);
  for (const { rule } of rules) ruleSchemaFor(rule).parse(rule);
  return {
    rules: rules.map(({ id, rule: { point, mode, ...others } }) => [id, point, mode, others]),
    left: left.map(({ what, why }) => `${what}: ${why}`),
  };
}
