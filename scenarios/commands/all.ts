import { UserError } from '#shared/cli/errors';
import { defineProgram, EXIT } from '#shared/cli/program';
import type { Environment } from '#shared/cli/settings';
import { messageOf } from '#shared/error-message';
import { openAlertSource } from '../alerts/prometheus.ts';
import { refuseWithoutTelemetry } from '../alerts/refuse-without-telemetry.ts';
import { SCENARIOS } from '../catalog/all.ts';
import { runAndReport } from '../run/run-and-report.ts';
import type { Target } from '../run/running-target.ts';
import { openTarget } from '../run/target.ts';
import type { Scenario } from '../scenario.ts';
import { controlOf } from '../verdict/control.ts';
import { interruptible, VERDICT_EXIT } from './interruption.ts';
import { ALERT_OPTIONS, RUN_OPTIONS } from './run-options.ts';

interface Line {
  readonly name: string;
  readonly isRight: boolean;
  readonly text: string;
}

export const all = defineProgram({
  command: 'npm run scenario -- all',
  about:
    'Runs every scenario, and on the engine each of its negative controls: the protection without which it must fail.',
  options: {
    ...{ ...RUN_OPTIONS, ...ALERT_OPTIONS },
    documented: { help: 'only the six that the system was described with' },
  },
  notes:
    'Exit code: 0 all pass and every control fails as it must, 1 one does not, 2 one could not begin, 3 ABORTED.',
  run: ({ options }, env) =>
    interruptible(async (signal) => {
      const chosen = SCENARIOS.filter(({ isDocumented }) => isDocumented || !options.documented);
      const lines: Line[] = [];
      const note = (line: Line): void => {
        lines.push(line);
        process.stdout.write(`${line.isRight ? 'ok  ' : 'FAIL'} ${line.name.padEnd(28)} ${line.text}\n`);
      };
      const { seed, fault: faultSeconds } = options;
      const alerts = options.prometheus && (await openAlertSource(options.prometheus));
      const quiet = {
        ...{ seed, faultSeconds, signal },
        onPhase: () => undefined,
        onSecond: () => undefined,
      };
      await using target = await openTarget(options.target, env);
      if (alerts) await refuseWithoutTelemetry(target);
      const inTurn = async (run: (scenario: Scenario) => Promise<Line>): Promise<void> => {
        for (const scenario of chosen) if (!signal.aborted) note(await run(scenario));
      };
      // Both wait more than they compute, so that they run side by side.
      await Promise.all([
        inTurn((scenario) => pass(target, scenario, { ...quiet, alerts })),
        options.target === 'engine' && inTurn((scenario) => fail(scenario, env, quiet)),
      ]);
      if (signal.aborted) return VERDICT_EXIT.ABORTED;
      return lines.every(({ isRight }) => isRight) ? EXIT.ok : EXIT.no;
    }),
});

type Options = Parameters<typeof runAndReport>[2];

function pass(target: Target, scenario: Scenario, options: Options): Promise<Line> {
  return line(scenario.name, async () => {
    const { verdict, sentence } = await runAndReport(target, scenario, options);
    return { isRight: verdict === 'PASS', text: `${verdict}: ${sentence}` };
  });
}

/** A system that lost stock or money stays so: each control has one of its own. */
function fail(scenario: Scenario, env: Environment, options: Options): Promise<Line> {
  const { protection, turnsRed } = scenario.control;
  return line(`${scenario.name} without ${protection}`, async () => {
    await using target = await openTarget('engine', env);
    const report = await runAndReport(target, scenario, { ...options, unprotected: protection });
    return controlOf(report, turnsRed);
  });
}

/** A run that breaks is a line too, and the others go on. */
async function line(name: string, work: () => Promise<Omit<Line, 'name'>>): Promise<Line> {
  try {
    return { name, ...(await work()) };
  } catch (error) {
    const text = error instanceof UserError ? error.message : `broke off: ${messageOf(error)}`;
    return { name, isRight: false, text };
  }
}
