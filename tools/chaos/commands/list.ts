import { defineProgram, EXIT } from '#shared/cli/program';
import { findServices } from '../chaos-api.ts';
import { linesOfEnded, linesOfRules } from '../list-rules.ts';

export const list = defineProgram({
  command: 'npm run chaos -- list',
  about:
    'Lists the faults that are on, one a line, stored ones that are wrong, and the last that their stop_when ended.',
  async run(_, env) {
    const api = await findServices(env);
    const [on, ended] = await Promise.all([linesOfRules(api), api.ended()]);
    const lines = [...(on.length === 0 ? ['no fault is on'] : on), ...linesOfEnded(ended)];
    process.stdout.write(`${lines.join('\n')}\n`);
    return EXIT.ok;
  },
});
