import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenRule } from '#shared/faults/rules/rule';
import { counterExample } from './counter-example.ts';
import type { Exploration } from './explore.ts';
import type { Finding } from './finding.ts';
import { linesOfTable } from './table.ts';

/** A finding is written once for each of its rules; the others of one kind are much the same. */
const MOST_EXAMPLES = 10;

export interface Written {
  readonly finding: Finding;
  readonly files: readonly string[];
}

/** Writes the table, and each counter-example as the rules of a header and as a test. */
export function writeFiles(
  folder: string,
  { results }: Pick<Exploration, 'results'>,
  findings: readonly Finding[],
  stored: readonly WrittenRule[],
): readonly Written[] {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'table.md'), `${linesOfTable(results).join('\n')}\n`);
  return findings.slice(0, MOST_EXAMPLES).flatMap((finding, at) => {
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
