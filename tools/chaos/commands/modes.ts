import { defineProgram, EXIT } from '#shared/cli/program';
import { MODES } from '#shared/faults/modes/all';
import { whensOf } from '#shared/faults/modes/mode';

export const modes = defineProgram({
  command: 'npm run chaos -- modes',
  about: 'Lists what a rule can do, one mode a line: where it acts, its parameters and when.',
  run() {
    const width = Math.max(...MODES.map(({ name }) => name.length));
    for (const mode of MODES.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const parameters = Object.keys(mode.params().shape).map((name) => `${name}=`);
      const parts = [
        mode.name.padEnd(width),
        mode.seam,
        ...parameters,
        whensOf(mode).join('|'),
        mode.summary,
      ];
      process.stdout.write(`${parts.join('  ')}\n`);
    }
    return EXIT.ok;
  },
});
