import type { Environment } from '#shared/cli/settings';
import { activate } from '#shared/faults/rules/active-rule';
import { ruleSchemaFor, type WrittenRule } from '#shared/faults/rules/rule';
import { allPoints } from '#stacks/points';
import { engineTraces } from '../engine-traces.ts';
import type { WordedRule } from '../rules-of-words.ts';
import { linesOfDryRun } from './dry-run-lines.ts';

const LAST = 100;

/**
 * Prints how many of the engine's last traces each rule would have hit.
 * @returns false where a rule would be refused
 */
export async function dryRun(rules: readonly WordedRule[], env: Environment): Promise<boolean> {
  const points = await allPoints();
  const checked = rules.map(({ id, rule }) => ({ id, read: ruleSchemaFor(rule).safeParse(rule) }));
  for (const { id, read } of checked) {
    for (const { path, message } of read.error?.issues ?? []) {
      process.stderr.write(`${id} would be refused: ${path.join('.')}: ${message}\n`);
    }
  }
  const valid = checked.flatMap(({ id, read }) => (read.success ? [{ ...read.data, id }] : []));
  if (valid.length < rules.length) return false;
  const fitting = valid.map((rule) => points.filter(fits(rule)).map(({ name }) => name));
  const missing = valid.find((_, at) => fitting[at]?.length === 0);
  if (missing) {
    process.stderr.write(`${missing.id} would be refused: ${missing.mode} fits no point ${missing.point}\n`);
    return false;
  }
  const traces = await engineTraces(env).last(LAST);
  for (const [at, rule] of valid.entries()) {
    process.stdout.write(`${linesOfDryRun(rule, fitting[at] ?? [], traces).join('\n')}\n`);
  }
  return true;
}

function fits(rule: WrittenRule): (point: Awaited<ReturnType<typeof allPoints>>[number]) => boolean {
  const active = activate(rule, Date.now());
  return (point) => active.fitsAt(point);
}
