import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { generatedFiles } from './generated-files.ts';

const PROGRAM = defineProgram({
  command: 'npm run dashboards --',
  about: 'Writes the dashboards of Grafana and the rules of Prometheus from infra/grafana/src.',
  options: { check: { help: 'write nothing; exit code 1 if a file is stale' } },
  run({ options: { check } }) {
    const stale = [...generatedFiles()].filter(([file, text]) => read(file) !== text);
    for (const [file, text] of stale) {
      const name = relative(process.cwd(), file);
      if (check) process.stderr.write(`${name} is stale: npm run dashboards\n`);
      else {
        writeFileSync(file, text);
        process.stdout.write(`wrote ${name}\n`);
      }
    }
    return check && stale.length > 0 ? EXIT.no : EXIT.ok;
  },
});

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

process.exitCode = await runProgram(PROGRAM);
