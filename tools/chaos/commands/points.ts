import * as z from 'zod';
import { defineProgram, EXIT } from '#shared/cli/program';
import { MODES } from '#shared/faults/modes/all';
import { fitsAt } from '#shared/faults/modes/mode';
import { globPattern } from '#shared/faults/points/glob';
import { allPoints } from '#stacks/points';

export const points = defineProgram({
  command: 'npm run chaos -- points',
  about:
    'Lists the points at which faults can act, one a line, with the modes that fit beside those of every call.',
  args: { pattern: { label: 'pattern', schema: z.string().default('*') } },
  async run({ args: { pattern } }) {
    const found = (await allPoints()).filter(({ name }) => globPattern(pattern).test(name));
    for (const point of found) {
      const fitting = MODES.filter((mode) => mode.seam !== 'call' && fitsAt(mode, point)).map(
        ({ name }) => name,
      );
      process.stdout.write(`${[point.name, fitting.join(' ')].filter(Boolean).join('  ')}\n`);
    }
    if (found.length > 0) return EXIT.ok;
    process.stderr.write(`no point is called ${pattern}; * stands for any characters\n`);
    return EXIT.no;
  },
});
