import { defineProgram, EXIT } from '#shared/cli/program';
import { SCENARIOS } from '../catalog/all.ts';

export const list = defineProgram({
  command: 'npm run scenario -- list',
  about: 'Lists the scenarios, one a line.',
  run() {
    const width = Math.max(...SCENARIOS.map(({ name }) => name.length));
    for (const { name, summary } of SCENARIOS) process.stdout.write(`${name.padEnd(width)}  ${summary}\n`);
    return EXIT.ok;
  },
});
