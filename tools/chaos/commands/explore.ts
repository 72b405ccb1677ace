import { join } from 'node:path';
import * as z from 'zod';
import { UsageError } from '#shared/cli/errors';
import { defineProgram } from '#shared/cli/program';
import { userPath } from '#shared/cli/user-path';
import { wholeNumber } from '#shared/settings/kinds';
import { disposedOnSignals } from '../explore/disposed-on-signals.ts';
import { explore as run } from '../explore/explore.ts';
import { isOfLie } from '../explore/finding.ts';
import { FORMS, MAIN_ROUTES, ROUTES } from '../explore/forms/all.ts';
import { exitCodeOf } from '../explore/outcome.ts';
import { jsonReport, textReport } from '../explore/report.ts';
import { startLab } from '../explore/start-lab.ts';
import { PROTECTION_NAMES, rulesWithout, turnOff } from '../explore/unprotected.ts';
import { writeFiles } from '../explore/write-files.ts';

const MINUTE_MS = 60_000;
const MOST_MINUTES = 600;
const FOLDER = join('.local', 'explore');

export const explore = defineProgram({
  command: 'npm run chaos -- explore',
  about:
    'Tries the faults that fit at each call that a request leads to, before and after it, alone and in pairs, on a system of its own, and holds each answer against the stores.',
  args: { route: { label: 'route', schema: z.string().optional() } },
  options: {
    'max-minutes': {
      value: 'N',
      schema: wholeNumber({ least: 1, most: MOST_MINUTES, unit: 'minutes' }).prefault('8'),
      help: 'stop after this time; what was not tried is counted (8)',
    },
    seed: {
      value: 'N',
      schema: wholeNumber().prefault('1'),
      help: 'draws the order of the pairs (1)',
    },
    unprotected: {
      value: 'NAME',
      schema: z.enum(PROTECTION_NAMES).optional(),
      help: `explore without a protection, until something is found: ${PROTECTION_NAMES.join(', ')}`,
    },
    out: { value: 'DIR', schema: z.string().min(1).optional(), help: `folder of the files (${FOLDER})` },
    json: { help: 'print JSON only' },
  },
  notes: `npm run chaos -- explore "POST /orders"
Without a route, six: ${MAIN_ROUTES.join(', ')}. Also: ${ROUTES.filter((route) => !MAIN_ROUTES.includes(route)).join(', ')}.
Exit code: 0 answers and stores agree, 1 a counter-example was found and written, 2 it could not be done, or no fault was tried.`,
  async run({ args: { route }, options }, env) {
    const { 'max-minutes': minutes, seed, unprotected, out = FOLDER, json } = options;
    if (route !== undefined && !ROUTES.includes(route))
      throw new UsageError(`"${route}" cannot be explored, allowed: ${ROUTES.join(', ')}`);
    const routes = route === undefined ? MAIN_ROUTES : [route];
    const say = (line: string): void => void process.stderr.write(`${line}\n`);
    const untilMs = performance.now() + minutes * MINUTE_MS;
    say('starting a system');
    await using lab = disposedOnSignals(await startLab());
    if (unprotected) await turnOff(lab.system.urls, unprotected, Date.now() + 2 * minutes * MINUTE_MS);
    const exploration = await run({
      lab,
      forms: FORMS.filter((form) => routes.includes(form.route)),
      clock: { leftMs: () => untilMs - performance.now() },
      seed,
      stopsAtFinding: unprotected !== undefined,
      say,
    });
    const counter = exploration.findings.filter((finding) => !isOfLie(finding));
    const stored = unprotected ? rulesWithout(unprotected) : [];
    const written = writeFiles(userPath(out, env), exploration, counter, stored);
    process.stdout.write(json ? jsonReport(exploration, written) : textReport(exploration, written));
    return exitCodeOf(exploration);
  },
});
