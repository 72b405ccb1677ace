import { randomInt } from 'node:crypto';
import * as z from 'zod';
import { UserError } from '#shared/cli/errors';
import { defineProgram, EXIT } from '#shared/cli/program';
import { wholeNumber } from '#shared/settings/kinds';
import { LEVELS, type Level, MINUTES, QUIET_SECONDS, SEEDS } from '../drill.ts';
import { isUnderWay } from '../session/ask-keeper.ts';
import type { Started } from '../session/results.ts';
import { sessionPath } from '../session/session-file.ts';
import { startKeeper } from '../session/start-keeper.ts';
import { JSON_OPTION, print } from './print.ts';

const levelNames = LEVELS.map(String);
const level = z
  .enum(levelNames)
  .prefault('1')
  .transform((text): Level => LEVELS.find((each) => String(each) === text) ?? 1);

export const start = defineProgram({
  command: 'npm run drill -- start',
  about:
    'Draws a fault that nothing names, and puts the running system under load: after a quiet time the fault begins.',
  options: {
    level: {
      value: 'N',
      schema: level,
      help: '1 plain, 2 shows elsewhere, 3 after-effects and noise (default 1)',
    },
    seed: {
      value: 'N',
      schema: wholeNumber(SEEDS).optional(),
      help: 'the same seed draws the same drill (default: a new one)',
    },
    own: { help: 'on a system of its own, which ends with the drill' },
    minutes: {
      value: 'N',
      schema: wholeNumber(MINUTES).prefault('15'),
      help: 'the drill and its faults end after this time (default 15)',
    },
    quiet: {
      value: 'SECONDS',
      schema: wholeNumber(QUIET_SECONDS).prefault('90'),
      help: 'the fault begins within this time (default 90)',
    },
    ...JSON_OPTION,
  },
  notes: `Without --own it takes the engine on ENGINE_PORT (8004): its faults are ended and its menus restocked.
Exit code: 0 the drill is under way, 2 it could not begin.`,
  async run({ options }, env) {
    const path = sessionPath(env);
    if (await isUnderWay(path))
      throw new UserError('a drill is under way; npm run drill -- fix or reveal ends it');
    const { level: chosen, seed = randomInt(SEEDS.most), own: isOwn, minutes, quiet } = options;
    if (!options.json) process.stderr.write('starting the load\n');
    const started = await startKeeper({
      ...{ level: chosen, seed, isOwn, minutes, env },
      ...{ quietSeconds: quiet, sessionPath: path },
    });
    print(options.json, started, linesOf(started));
    return EXIT.ok;
  },
});

const linesOf = ({ level: drawn, urls, engine, started_at, expires_at }: Started): string[] => [
  `A drill of level ${drawn} is under way since ${started_at}, until ${expires_at}.`,
  `${Object.entries(urls)
    .map(([service, url]) => `${service} ${url}`)
    .join(', ')}`,
  ...(engine === undefined ? [] : [`Traces: ${engine}/traces`]),
  '',
  'Find what is wrong and since when, then:',
  '  npm run drill -- submit --service … --point … --mechanism … --since 90s',
  '  npm run drill -- fix',
];
