import { defineProgram, EXIT } from '#shared/cli/program';
import { askKeeper } from '../session/ask-keeper.ts';
import { JSON_OPTION, print } from './print.ts';

export const hint = defineProgram({
  command: 'npm run drill -- hint',
  about: 'Gives a sentence that leads nearer, for points; there are three.',
  options: JSON_OPTION,
  async run({ options }, env) {
    const given = await askKeeper('hint', {}, env);
    print(options.json, given, [`${given.hint}`, `-${given.cost} points; hints left: ${given.hints_left}`]);
    return EXIT.ok;
  },
});
