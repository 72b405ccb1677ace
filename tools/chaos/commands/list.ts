import { defineProgram, EXIT } from '#shared/cli/program';
import { findServices } from '../chaos-api.ts';
import { linesOfRules } from '../list-rules.ts';

export const list = defineProgram({
  command: 'npm run chaos -- list',
  about: 'Lists the faults that are on, one a line, and stored ones that are wrong.',
  async run(_, env) {
    const lines = await linesOfRules(await findServices(env));
    process.stdout.write(lines.length === 0 ? 'no fault is on\n' : `${lines.join('\n')}\n`);
    return EXIT.ok;
  },
});
