import { defineProgram, EXIT } from '#shared/cli/program';
import { askKeeper } from '../session/ask-keeper.ts';
import { JSON_OPTION, print } from './print.ts';
import { solutionLines } from './solution.ts';

export const reveal = defineProgram({
  command: 'npm run drill -- reveal',
  about: 'Ends the drill and shows what was wrong, without a score.',
  options: JSON_OPTION,
  async run({ options }, env) {
    const solution = await askKeeper('reveal', {}, env);
    print(options.json, solution, solutionLines(solution));
    return EXIT.ok;
  },
});
