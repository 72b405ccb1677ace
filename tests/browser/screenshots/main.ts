import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod';
import { paymentFailure } from '#scenarios/catalog/payment-failure';
import { RunReport } from '#scenarios/report/run-report';
import { writeReports } from '#scenarios/report/write-reports';
import { runAndReport } from '#scenarios/run/run-and-report';
import { openTarget } from '#scenarios/run/target';
import { UserError } from '#shared/cli/errors';
import { leaveForeignVariables } from '#shared/cli/foreign-variables';
import { defineProgram, EXIT } from '#shared/cli/program';
import { readJsonFile } from '#shared/cli/read-json-file';
import { runProgram } from '#shared/cli/run';
import type { Environment } from '#shared/cli/settings';
import { userPath } from '#shared/cli/user-path';
import { keysOf } from '#shared/map-values';
import { withTab } from '#tests/support/programs/browser-tab';
import { smallPng } from './small-png.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'docs', 'screenshots');
/** A run that passes, and one without the protection that the scenario is for. */
const RUNS = { pass: undefined, fail: paymentFailure.control.protection } as const;
const VERDICTS = { pass: 'PASS', fail: 'FAIL' } as const;
const HEIGHTS = { 400: 1_500, 1400: 1_250 } as const;
const COLOURS = ['light', 'dark'] as const;
/** Until the charts are drawn. */
const DRAWN = 'new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 200)))';

const PROGRAM = defineProgram({
  command: 'npm run screenshots --',
  about:
    'Writes the pictures of docs/screenshots: reports of a run that passes and of one that must fail, in a Chromium.',
  options: {
    reports: {
      value: 'DIR',
      schema: z.string().min(1).optional(),
      help: 'shows pass/report.json and fail/report.json of this folder in place of new runs',
    },
  },
  async run({ options: { reports } }, env) {
    const folder = await mkdtemp(join(tmpdir(), 'food-delivery-screenshots-'));
    try {
      for (const name of keysOf(RUNS)) {
        const given = reports && join(userPath(reports, env), name, 'report.json');
        const report =
          given === undefined ? await runNamed(name, env) : RunReport.parse(readJsonFile(given, env));
        if (report.verdict !== VERDICTS[name])
          throw new UserError(
            `the run was to end as ${VERDICTS[name]}; ${report.verdict}: ${report.sentence}`,
          );
        await writeReports(join(folder, name), report);
      }
      await takePictures(folder);
    } finally {
      await rm(folder, { recursive: true });
    }
    return EXIT.ok;
  },
});

async function runNamed(name: keyof typeof RUNS, env: Environment): Promise<RunReport> {
  await using target = await openTarget('engine', env);
  return await runAndReport(target, paymentFailure, {
    ...{ seed: 1, unprotected: RUNS[name], signal: new AbortController().signal },
    onPhase: (phase) => process.stderr.write(`${name}: ${phase}\n`),
    onSecond: () => undefined,
  });
}

async function takePictures(folder: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await withTab(async (tab) => {
    for (const name of keysOf(RUNS)) {
      for (const [width, height] of Object.entries(HEIGHTS)) {
        for (const colours of COLOURS) {
          await tab.showAs(Number(width), colours);
          await tab.open(pathToFileURL(join(folder, name, 'report.html')).href);
          await tab.run(DRAWN);
          const file = join(FOLDER, `${name}-${width}-${colours}.png`);
          const png = smallPng(await tab.picture(height));
          await writeFile(file, png);
          process.stdout.write(`${file}: ${png.length} bytes\n`);
        }
      }
    }
  });
}

process.exitCode = await runProgram(PROGRAM, { env: leaveForeignVariables() });
