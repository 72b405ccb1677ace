import type { RunReport } from '#scenarios/report/run-report';
import { runAndReport } from '#scenarios/run/run-and-report';
import type { RunOptions } from '#scenarios/run/run-scenario';
import type { Target } from '#scenarios/run/running-target';
import type { Scenario } from '#scenarios/scenario';

/** The scenario in seconds. */
export const shortened = (scenario: Scenario): Scenario => ({
  ...scenario,
  seconds: { steady: 2, fault: 4, recovery: 2 },
});

/** With the seed 1, in silence. */
export const RUN: RunOptions = {
  ...{ seed: 1, signal: new AbortController().signal },
  onPhase: () => undefined,
  onSecond: () => undefined,
};

export const run = (
  target: Target,
  scenario: Scenario,
  changes: Partial<RunOptions> = {},
): Promise<RunReport> => runAndReport(target, scenario, { ...RUN, ...changes });

/** Runs it without the protection that it is for. */
export const runUnprotected = (target: Target, scenario: Scenario): Promise<RunReport> =>
  run(target, scenario, { unprotected: scenario.control.protection });

export const hitsOf = ({ faults }: RunReport) => faults.map(({ id, hits }) => [id, hits]);
export const brokenChecks = ({ checks }: RunReport): readonly string[] =>
  checks.filter(({ holds }) => !holds).map(({ name }) => name);
