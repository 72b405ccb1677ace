import type { Sample } from '#load/measure/sample';
import type { ProtectionName } from '#shared/faults/protections/protection';
import { buildReport } from '../report/build-report.ts';
import type { RunReport } from '../report/run-report.ts';
import type { Scenario } from '../scenario.ts';
import { allChecks } from '../verdict/all-checks.ts';
import { decide } from '../verdict/decide.ts';
import { currentCommit } from './commit.ts';
import { observe } from './run-scenario.ts';
import type { Target } from './running-target.ts';

export interface ReportedRunOptions {
  readonly seed: number;
  readonly unprotected?: ProtectionName | undefined;
  readonly signal: AbortSignal;
  readonly onPhase: (phase: string) => void;
  readonly onSecond: (sample: Sample) => void;
}

/**
 * Runs a scenario and judges it.
 * @throws UserError where it cannot begin; the reason of the signal where it was ended
 */
export async function runAndReport(
  target: Target,
  scenario: Scenario,
  options: ReportedRunOptions,
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
