import * as z from 'zod';
import { defineProgram, type Program } from '#shared/cli/program';
import { userPath } from '#shared/cli/user-path';
import { textReport } from '../report/text-report.ts';
import { writeReports } from '../report/write-reports.ts';
import { progressLine } from '../run/progress-line.ts';
import { runAndReport } from '../run/run-and-report.ts';
import { openTarget } from '../run/target.ts';
import { timelineOf } from '../run/timeline.ts';
import type { Scenario } from '../scenario.ts';
import { Interrupted, interruptible, VERDICT_EXIT } from './interruption.ts';
import { RUN_OPTIONS, UNPROTECTED } from './run-options.ts';

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** The command that runs one scenario. */
export const runOne = (scenario: Scenario): Program =>
  defineProgram({
    command: `npm run scenario -- ${scenario.name}`,
    about: scenario.summary,
    options: {
      ...RUN_OPTIONS,
      unprotected: UNPROTECTED,
      report: {
        value: 'DIR',
        schema: z.string().min(1).optional(),
        help: 'writes the reports into this folder',
      },
      json: { help: 'print the report as JSON' },
    },
    notes: 'Exit code: 0 PASS, 1 FAIL, 2 INCONCLUSIVE or it could not begin, 3 ABORTED.',
    run: ({ options }, env) =>
      interruptible(async (signal) => {
        try {
          say(`${scenario.name}: ${scenario.summary}`);
          await using target = await openTarget(options.target, env);
          const shown = { faults: scenario.faults.length, totalS: timelineOf(scenario).recovery.toS };
          const report = await runAndReport(target, scenario, {
            ...{ seed: options.seed, unprotected: options.unprotected, signal },
            onPhase: (phase) => say(`-- ${phase}`),
            onSecond: (sample) => say(progressLine(sample, shown)),
          });
          process.stdout.write(
            options.json ? `${JSON.stringify(report, undefined, 2)}\n` : textReport(report),
          );
          if (options.report !== undefined) {
            for (const file of await writeReports(userPath(options.report, env), report))
              say(`written: ${file}`);
          }
          return VERDICT_EXIT[report.verdict];
        } catch (error) {
          if (!(error instanceof Interrupted)) throw error;
          say('ABORTED: the run was ended, and no fault is left on');
          return VERDICT_EXIT.ABORTED;
        }
      }),
  });
