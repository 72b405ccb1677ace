import { defineProgram, EXIT } from '#shared/cli/program';
import { askKeeper } from '../session/ask-keeper.ts';
import { JSON_OPTION, print } from './print.ts';
import { solutionLines } from './solution.ts';

export const reveal = defineProgram({
  command: 'npm run drill -- reveal',
  about: 'Ends the drill and shows what was wrong, without a score.',
  options: JSON_OPTION,
  async run({ options }, env) {
    const revealed = await askKeeper('reveal', {}, env);
    const { rules_end_at } = revealed;
    print(options.json, revealed, [
      ...solutionLines(revealed),
      ...(rules_end_at === null
        ? []
        : [
            `The faults could not be ended, as a service does not answer; they end by themselves at ${rules_end_at}.`,
          ]),
    ]);
    return EXIT.ok;
  },
});
