import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { MODES } from '#shared/faults/modes/all';
import { allPoints } from '#stacks/points';
import { faultsPage } from './fault-docs/page.ts';

const FILE = join(import.meta.dirname, '..', 'docs', 'faults.md');

const PROGRAM = defineProgram({
  command: 'npm run fault-docs --',
  about: 'Writes docs/faults.md from the modes, the points, the presets and the notes of tools/fault-docs.',
  options: { check: { help: 'write nothing; exit code 1 if the document is stale' } },
  async run({ options: { check } }) {
    const text = faultsPage(MODES, await allPoints());
    if (!check) {
      writeFileSync(FILE, text);
      return EXIT.ok;
    }
    if (readFileSync(FILE, 'utf8') === text) return EXIT.ok;
    console.error('docs/faults.md is stale (run `npm run fault-docs`)');
    return EXIT.no;
  },
});

process.exitCode = await runProgram(PROGRAM);
