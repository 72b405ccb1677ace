import { buildReport } from '../report/build-report.ts';
import type { RunReport } from '../report/run-report.ts';
import type { Scenario } from '../scenario.ts';
import { allChecks } from '../verdict/all-checks.ts';
import { decide } from '../verdict/decide.ts';
import { currentCommit } from './commit.ts';
import { observe, type RunOptions } from './run-scenario.ts';
import type { Target } from './running-target.ts';

/**
 * Runs a scenario and judges it.
 * @throws UserError where it cannot begin; the reason of the signal where it was ended
 */
export async function runAndReport(
  target: Target,
  scenario: Scenario,
  options: RunOptions,
): Promise<RunReport> {
  const seen = await observe(target, scenario, options);
  const checks = allChecks(scenario, seen);
  return buildReport({
    ...{ scenario, seen, checks },
    target: target.name,
    seed: options.seed,
    unprotected: options.unprotected,
    commit: await currentCommit(),
    decision: decide(scenario.name, checks),
  });
}
