import { defineProgram, EXIT } from '#shared/cli/program';
import { PRESETS } from '#shared/faults/presets/all';

export const presets = defineProgram({
  command: 'npm run chaos -- presets',
  about:
    'Lists rules under one name, one preset a line: set turns them on, x-chaos sends them with one request.',
  run() {
    const width = Math.max(...PRESETS.map(({ name }) => name.length));
    for (const { name, summary, rules } of PRESETS) {
      const points = [...new Set(rules.map(({ mode, point }) => `${mode}@${point}`))];
      process.stdout.write(`${[name.padEnd(width), summary, points.join(' ')].join('  ')}\n`);
    }
    return EXIT.ok;
  },
});
