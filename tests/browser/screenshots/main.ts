import { mkdtemp, rm } from 'node:fs/promises';
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
import { takePagePictures } from './page-pictures.ts';
import { writePicture } from './write-picture.ts';

/** A run that passes, and one without the protection that the scenario is for. */
const RUNS = { pass: undefined, fail: paymentFailure.control.protection } as const;
const VERDICTS = { pass: 'PASS', fail: 'FAIL' } as const;
const HEIGHTS = { 400: 1_500, 1400: 1_250 } as const;
const COLOURS = ['light', 'dark'] as const;

const PROGRAM = defineProgram({
  command: 'npm run screenshots --',
  about:
    'Writes the pictures of docs/screenshots, in a Chromium: shop and console, and reports of a run that passes and of one that must fail.',
  options: {
    reports: {
      value: 'DIR',
      schema: z.string().min(1).optional(),
      help: 'shows pass/report.json and fail/report.json of this folder in place of new runs',
    },
    only: {
      value: 'pages|reports',
      schema: z.enum(['pages', 'reports']).optional(),
      help: 'takes those of shop and console, or those of reports, and leaves the others as they are',
    },
  },
  async run({ options: { reports, only } }, env) {
    if (only !== 'reports') await takePagePictures();
    if (only === 'pages') return EXIT.ok;
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
      await takeReportPictures(folder);
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

async function takeReportPictures(folder: string): Promise<void> {
  await withTab(async (tab) => {
    for (const name of keysOf(RUNS)) {
      for (const [width, height] of Object.entries(HEIGHTS)) {
        for (const colours of COLOURS) {
          await tab.showAs(Number(width), colours);
          await tab.open(pathToFileURL(join(folder, name, 'report.html')).href);
          await writePicture(tab, `${name}-${width}-${colours}`, height);
        }
      }
    }
  });
}

process.exitCode = await runProgram(PROGRAM, { env: leaveForeignVariables() });
