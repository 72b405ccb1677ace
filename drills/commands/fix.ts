import * as z from 'zod';
import { defineProgram, EXIT } from '#shared/cli/program';
import { keysOf } from '#shared/map-values';
import { REMEDIES } from '../remedies.ts';
import { POINTS } from '../score/points.ts';
import type { Score } from '../score/score.ts';
import { askKeeper, isUnderWay } from '../session/ask-keeper.ts';
import { sessionPath } from '../session/session-file.ts';
import { JSON_OPTION, print } from './print.ts';
import { solutionLines } from './solution.ts';

const remedies = keysOf(REMEDIES);

export const fix = defineProgram({
  command: 'npm run drill -- fix',
  about: 'Ends the fault if it was named rightly, or if the remedy is the right one; then judges the stores.',
  options: {
    remedy: { value: 'WORD', schema: z.enum(remedies).optional(), help: remedies.join(', ') },
    ...JSON_OPTION,
  },
  notes: 'Exit code: 0 passed, 1 not passed or not mended yet, 2 it could not be done.',
  async run({ options }, env) {
    if (!options.json && (await isUnderWay(sessionPath(env))))
      process.stderr.write('ending the fault, then waiting until the system is at rest\n');
    const result = await askKeeper('fix', { remedy: options.remedy }, env);
    if (!result.is_fixed) {
      print(options.json, result, [result.reason]);
      return EXIT.no;
    }
    const { was_on, violated, score, solution } = result;
    print(options.json, result, [
      ...(was_on ? [] : ['The fault was ended by other means before: that is no mending.']),
      violated === undefined
        ? 'The system did not come to rest.'
        : violated.length === 0
          ? 'Every invariant holds.'
          : `Wrong in the stores: ${violated.join(', ')}.`,
      ...solutionLines(solution),
      ...scoreLines(score),
    ]);
    return score.has_passed ? EXIT.ok : EXIT.no;
  },
});

const scoreLines = ({ total, has_passed, points, costs, seconds }: Score): string[] => [
  ...keysOf(POINTS).map((part) => `${part.padEnd(10)} ${points[part]} of ${POINTS[part]}`),
  `hints      -${costs.hints}`,
  `wrong      -${costs.wrong}`,
  `detected after ${shown(seconds.detect)}, located after ${shown(seconds.locate)}, mended after ${shown(seconds.mend)}`,
  `${total} of 100: ${has_passed ? 'passed' : 'not passed'}`,
];

const shown = (seconds: number | null): string => (seconds === null ? '-' : `${seconds} s`);
