import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';

const FOLDER = join(import.meta.dirname, '..', 'shared', 'faults', 'modes');
const LIST = join(FOLDER, 'all.ts');
/** Files of the folder that are no modes. */
const OTHERS = ['all.ts', 'calls.ts', 'find-mode.ts', 'mode.ts'];

/** Of the formatter: biome.json. */
const LINE_WIDTH = 110;

/** The text of the list of all modes: one line for each file of a mode. */
export function listOfModes(): string {
  const files = readdirSync(FOLDER).filter((file) => /^[a-z-]+\.ts$/.test(file) && !OTHERS.includes(file));
  const names = files.toSorted().map((file) => file.replace('.ts', ''));
  const variable = (name: string): string =>
    name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const imports = names.map((name) => `import { ${variable(name)} } from './${name}.ts';`);
  // `mode.ts` stands where the formatter puts it: in the order of the names.
  const sorted = [...imports, "import type { Mode } from './mode.ts';"].toSorted((one, other) =>
    pathIn(one) < pathIn(other) ? -1 : 1,
  );
  const head = '// Written by `npm run modes`: one line for each file of a mode.';
  const list = `export const MODES: readonly Mode[] = [${names.map(variable).join(', ')}];`;
  // The formatter breaks what is longer than a line.
  const broken = `export const MODES: readonly Mode[] = [\n${names.map((name) => `  ${variable(name)},`).join('\n')}\n];`;
  return `${head}\n\n${sorted.join('\n')}\n\n${list.length > LINE_WIDTH ? broken : list}\n`;
}

const pathIn = (line: string): string => line.replace(/.*'(.*)\.ts';$/, '$1');

const PROGRAM = defineProgram({
  command: 'npm run modes --',
  about: 'Writes the list of all modes of faults from the files of shared/faults/modes.',
  options: { check: { help: 'write nothing; exit code 1 if the list is stale' } },
  run({ options: { check } }) {
    const text = listOfModes();
    const isCurrent = readFileSync(LIST, 'utf8') === text;
    if (!check) writeFileSync(LIST, text);
    else if (!isCurrent) console.error('shared/faults/modes/all.ts is stale (run `npm run modes`)');
    return isCurrent || !check ? EXIT.ok : EXIT.no;
  },
});

if (import.meta.main) process.exitCode = await runProgram(PROGRAM);
