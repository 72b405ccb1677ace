import * as z from 'zod';
import { MECHANISMS } from '#scenarios/mechanism';
import { UsageError } from '#shared/cli/errors';
import { defineProgram, EXIT } from '#shared/cli/program';
import { globPattern } from '#shared/faults/points/glob';
import { keysOf } from '#shared/map-values';
import { SERVICE_NAMES } from '#shared/services';
import { allPoints } from '#stacks/points';
import { askKeeper } from '../session/ask-keeper.ts';
import { JSON_OPTION, print } from './print.ts';
import { instant } from './since.ts';

const mechanisms = keysOf(MECHANISMS);

export const submit = defineProgram({
  command: 'npm run drill -- submit',
  about: 'Names what is wrong, in part or in full; says what is right, and takes points for what is wrong.',
  options: {
    service: { value: 'NAME', schema: z.enum(SERVICE_NAMES).optional(), help: SERVICE_NAMES.join(', ') },
    point: {
      value: 'POINT',
      schema: z.string().optional(),
      help: 'where the fault acts, in that service; * stands for any characters (npm run chaos -- points)',
    },
    mechanism: { value: 'WORD', schema: z.enum(mechanisms).optional(), help: mechanisms.join(', ') },
    since: { value: 'TIME', schema: instant.optional(), help: 'when it began: 90s or 3m ago, or a time' },
    ...JSON_OPTION,
  },
  notes: 'Exit code: 0 everything named is right, 1 something is not, 2 it could not be graded.',
  async run({ options: { json, service, point, mechanism, since: sinceMs } }, env) {
    if ([service, point, mechanism, sinceMs].every((value) => value === undefined))
      throw new UsageError('nothing is named, allowed: --service, --point, --mechanism, --since');
    const points = point === undefined ? undefined : await pointsOf(point);
    const result = await askKeeper('submit', { service, points, mechanism, sinceMs }, env);
    const grades = Object.entries(result.grades);
    print(json, result, [
      ...grades.map(([part, grade]) => `${part}: ${grade}`),
      ...(result.is_located ? ['npm run drill -- fix ends the fault now'] : []),
    ]);
    return grades.every(([, grade]) => grade === 'right') ? EXIT.ok : EXIT.no;
  },
});

/** @throws UsageError for a pattern that names none */
async function pointsOf(pattern: string): Promise<readonly string[]> {
  const names = (await allPoints()).map(({ name }) => name);
  const named = names.filter((name) => globPattern(pattern).test(name));
  if (named.length > 0) return named;
  throw new UsageError(`--point is "${pattern}", allowed: a point that npm run chaos -- points lists`);
}
