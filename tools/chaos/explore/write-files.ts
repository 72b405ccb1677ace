import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenRule } from '#shared/faults/rules/rule';
import { counterExample } from './counter-example.ts';
import type { Exploration } from './explore.ts';
import type { Finding } from './finding.ts';
import { linesOfTable } from './table.ts';

/** Examples of one broken rule are much the same. */
const MOST_OF_A_RULE = 2;

export interface Written {
  readonly finding: Finding;
  readonly files: readonly string[];
}

/** Writes the table, and each counter-example as the rules of a header and as a test. */
export function writeFiles(
  folder: string,
  exploration: Exploration,
  findings: readonly Finding[],
  stored: readonly WrittenRule[],
): readonly Written[] {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'table.md'), `${linesOfTable(exploration).join('\n')}\n`);
  return chosen(findings).flatMap((finding, at) => {
    const [suspect] = finding.suspects;
    if (!suspect) return [];
    const { rules, test } = counterExample(finding, suspect, stored);
    const name = join(folder, `counter-example-${at + 1}`);
    const files = [`${name}.rules.json`, `${name}.test.mjs`];
    writeFileSync(files[0] ?? '', rules);
    writeFileSync(files[1] ?? '', test);
    return [{ finding, files }];
  });
}

/** Of each rule those with the fewest strikes, and the fewest suspects. */
function chosen(findings: readonly Finding[]): readonly Finding[] {
  return [...Map.groupBy(findings, ({ rule }) => rule).values()].flatMap((same) =>
    same.toSorted((one, other) => weightOf(one) - weightOf(other)).slice(0, MOST_OF_A_RULE),
  );
}

const weightOf = ({ suspects }: Finding): number =>
  suspects.length * 10 + (suspects[0]?.experiment.strikes.length ?? 0);
