import { readFileSync, writeFileSync } from 'node:fs';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { DOCUMENT, withTables } from './document.ts';
import { scalingTables } from './tables.ts';

const PROGRAM = defineProgram({
  command: 'npm run scaling --',
  about:
    'Simulates orders on AWS at 100 to a million a minute: which limit refuses them first (docs/scaling.md).',
  options: { write: { help: 'write the tables of docs/scaling.md' } },
  notes: 'Exit code: 0 done, 2 it could not be done.',
  async run({ options: { write } }) {
    const tables = scalingTables();
    if (write) writeFileSync(DOCUMENT, withTables(readFileSync(DOCUMENT, 'utf8'), tables));
    process.stdout.write(`${tables}\n`);
    return EXIT.ok;
  },
});

process.exitCode = await runProgram(PROGRAM);
