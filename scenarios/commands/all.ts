import { defineProgram } from '#shared/cli/program';
import type { Environment } from '#shared/cli/settings';
import { openAlertSource } from '../alerts/prometheus.ts';
import { refuseWithoutTelemetry } from '../alerts/refuse-without-telemetry.ts';
import { SCENARIOS } from '../catalog/all.ts';
import { holdSystem } from '../run/hold-system.ts';
import { runAndReport } from '../run/run-and-report.ts';
import type { Target } from '../run/running-target.ts';
import { openTarget } from '../run/target.ts';
import type { Scenario } from '../scenario.ts';
import { controlOf } from '../verdict/control.ts';
import { holderOf } from './holder-of.ts';
import { interruptible, VERDICT_EXIT } from './interruption.ts';
import { ALERT_OPTIONS, RUN_OPTIONS } from './run-options.ts';
import { say } from './say.ts';
import { lineOf, Tally } from './tally.ts';

export const all = defineProgram({
  command: 'npm run scenario -- all',
  about:
    'Runs every scenario, and on the engine each of its negative controls: the protection without which it must fail.',
  options: {
    ...{ ...RUN_OPTIONS, ...ALERT_OPTIONS },
    documented: { help: 'only the six that the system was described with' },
  },
  notes:
    'Exit code: 0 all pass and every control fails as it must, 1 one does not, 2 one came to no verdict, 3 ABORTED.',
  run: ({ options }, env) =>
    interruptible(async (signal) => {
      const chosen = SCENARIOS.filter(({ isDocumented }) => isDocumented || !options.documented);
      const hasControls = options.target === 'engine';
      const { seed, fault: faultSeconds } = options;
      const alerts = options.prometheus && (await openAlertSource(options.prometheus));
      const quiet = {
        ...{ seed, faultSeconds, signal },
        onPhase: () => undefined,
        onSecond: () => undefined,
      };
      await using target = await openTarget(options.target, env);
      using _held = holdSystem(target, holderOf('a run of all scenarios'));
      if (alerts) await refuseWithoutTelemetry(target);
      const tally = new Tally(hasControls ? 2 * chosen.length : chosen.length);
      const inTurn = async (lines: readonly Planned[]): Promise<void> => {
        for (const { name, work } of lines) {
          if (signal.aborted) return;
          say(tally.begin(name));
          const line = await lineOf(name, work);
          if (!signal.aborted) process.stdout.write(`${tally.end(line)}\n`);
        }
      };
      // Both wait more than they compute, so that they run side by side.
      await Promise.all([
        inTurn(chosen.map((scenario) => pass(target, scenario, { ...quiet, alerts }))),
        hasControls &&
          inTurn(chosen.map((scenario) => fail(scenario, alerts ? withoutReceiver(env) : env, quiet))),
      ]);
      process.stdout.write(`${tally.summary()}\n`);
      return signal.aborted ? VERDICT_EXIT.ABORTED : tally.exitCode();
    }),
});

type Options = Parameters<typeof runAndReport>[2];

/** A run under its name. */
interface Planned {
  readonly name: string;
  readonly work: Parameters<typeof lineOf>[1];
}

const pass = (target: Target, scenario: Scenario, options: Options): Planned => ({
  name: scenario.name,
  async work() {
    const { verdict, sentence } = await runAndReport(target, scenario, options);
    return { isRight: verdict === 'PASS', text: `${verdict}: ${sentence}` };
  },
});

/** What controls break at the same time would fire the same alerts. */
const withoutReceiver = ({ OTEL_EXPORTER_OTLP_ENDPOINT: _, ...others }: Environment): Environment => others;

/** A system that lost stock or money stays so: each control has one of its own. */
const fail = (scenario: Scenario, env: Environment, options: Options): Planned => ({
  name: `${scenario.name} without ${scenario.control.protection}`,
  async work() {
    const { protection, turnsRed } = scenario.control;
    await using target = await openTarget('engine', env);
    const report = await runAndReport(target, scenario, { ...options, unprotected: protection });
    return controlOf(report, turnsRed);
  },
});
