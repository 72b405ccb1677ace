import * as z from 'zod';
import type { Sample } from '#load/measure/sample';
import { defineProgram, type Program } from '#shared/cli/program';
import { userPath } from '#shared/cli/user-path';
import { openAlertSource } from '../alerts/prometheus.ts';
import { refuseWithoutTelemetry } from '../alerts/refuse-without-telemetry.ts';
import { textReport } from '../report/text-report.ts';
import { makeReportFolder, writeReports } from '../report/write-reports.ts';
import { asRun } from '../run/as-run.ts';
import { holdSystem } from '../run/hold-system.ts';
import { progressLine } from '../run/progress-line.ts';
import { runAndReport } from '../run/run-and-report.ts';
import { openTarget } from '../run/target.ts';
import { timelineOf } from '../run/timeline.ts';
import type { Scenario } from '../scenario.ts';
import { holderOf } from './holder-of.ts';
import { interruptible, VERDICT_EXIT } from './interruption.ts';
import { runLadder } from './run-ladder.ts';
import { ALERT_OPTIONS, RUN_OPTIONS, UNPROTECTED } from './run-options.ts';
import { say } from './say.ts';

/** The command that runs one scenario. */
export const runOne = (scenario: Scenario): Program =>
  defineProgram({
    command: `npm run scenario -- ${scenario.name}`,
    about: scenario.summary,
    options: {
      ...{ ...RUN_OPTIONS, ...ALERT_OPTIONS },
      unprotected: UNPROTECTED,
      report: {
        value: 'DIR',
        schema: z.string().min(1).optional(),
        help: 'writes the reports into this folder',
      },
      ladder: {
        help: 'runs it five times, with clients that do more about a service in trouble each time, and prints one table',
      },
      json: { help: 'print the report as JSON' },
    },
    notes:
      'Exit code: 0 PASS, 1 FAIL, 2 INCONCLUSIVE or it could not begin, 3 ABORTED. With --ladder a missed limit counts as 0.',
    run: ({ options }, env) =>
      interruptible(async (signal) => {
        say(`${scenario.name}: ${scenario.summary}`);
        const folder = options.report === undefined ? undefined : userPath(options.report, env);
        if (folder !== undefined) await makeReportFolder(folder);
        const alerts = options.prometheus && (await openAlertSource(options.prometheus));
        await using target = await openTarget(options.target, env);
        using _held = holdSystem(target, holderOf(`the scenario ${scenario.name}`));
        if (alerts) await refuseWithoutTelemetry(target);
        const { seed, unprotected, fault: faultSeconds } = options;
        const { recovery } = timelineOf(asRun(scenario, { faultSeconds, pace: target.pace }));
        const shown = { faults: scenario.faults.length, totalS: recovery.toS };
        const running = {
          ...{ seed, unprotected, faultSeconds, alerts, signal },
          onPhase: (phase: string) => say(`-- ${phase}`),
          onSecond: (sample: Sample) => say(progressLine(sample, shown)),
        };
        if (options.ladder) return await runLadder(target, scenario, running, { json: options.json, folder });
        const report = await runAndReport(target, scenario, running);
        process.stdout.write(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : textReport(report));
        if (folder !== undefined) {
          for (const file of await writeReports(folder, report)) say(`written: ${file}`);
        }
        return VERDICT_EXIT[report.verdict];
      }),
  });
