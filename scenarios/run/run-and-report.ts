import { buildReport } from '../report/build-report.ts';
import type { RunReport } from '../report/run-report.ts';
import type { Scenario } from '../scenario.ts';
import { allChecks } from '../verdict/all-checks.ts';
import { aborted, decide } from '../verdict/decide.ts';
import { asRun } from './as-run.ts';
import { currentCommit } from './commit.ts';
import { type Observation, observe, type RunOptions } from './run-scenario.ts';
import type { Target } from './running-target.ts';

/** A run and its report. */
export interface ReportedRun {
  readonly seen: Observation;
  readonly report: RunReport;
}

/**
 * Runs a scenario and judges it. A run that is ended is reported as far as it came.
 * @throws UserError where it cannot begin, or a store cannot be read
 */
export async function runAndJudge(
  target: Target,
  given: Scenario,
  options: RunOptions,
): Promise<ReportedRun> {
  const scenario = asRun(given, { faultSeconds: options.faultSeconds, pace: target.pace });
  const seen = await observe(target, scenario, options);
  const checks = seen.ended ? [] : allChecks(scenario, seen);
  const report = buildReport({
    ...{ scenario, seen, checks, options },
    target: target.name,
    commit: await currentCommit(),
    decision: seen.ended ? aborted(scenario.name, seen.ended) : decide(scenario.name, checks),
  });
  return { seen, report };
}

/** As {@link runAndJudge}, for the report alone. */
export const runAndReport = async (
  target: Target,
  scenario: Scenario,
  options: RunOptions,
): Promise<RunReport> => (await runAndJudge(target, scenario, options)).report;
