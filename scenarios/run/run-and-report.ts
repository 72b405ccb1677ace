import { buildReport } from '../report/build-report.ts';
import type { RunReport } from '../report/run-report.ts';
import type { Scenario } from '../scenario.ts';
import { allChecks } from '../verdict/all-checks.ts';
import { aborted, decide } from '../verdict/decide.ts';
import { currentCommit } from './commit.ts';
import { lengthened } from './lengthened.ts';
import { observe, type RunOptions } from './run-scenario.ts';
import type { Target } from './running-target.ts';

/**
 * Runs a scenario and judges it. A run that is ended is reported as far as it came.
 * @throws UserError where it cannot begin
 */
export async function runAndReport(target: Target, given: Scenario, options: RunOptions): Promise<RunReport> {
  const scenario = lengthened(given, options.faultSeconds);
  const seen = await observe(target, scenario, options);
  const checks = seen.ended ? [] : allChecks(scenario, seen);
  return buildReport({
    ...{ scenario, seen, checks, options },
    target: target.name,
    commit: await currentCommit(),
    decision: seen.ended ? aborted(scenario.name, seen.ended) : decide(scenario.name, checks),
  });
}
