import type { RunReport } from '../report/run-report.ts';
import { runAndJudge } from '../run/run-and-report.ts';
import type { RunOptions } from '../run/run-scenario.ts';
import type { Target } from '../run/running-target.ts';
import type { Scenario } from '../scenario.ts';
import { figuresOf, type RungFigures } from './figures.ts';
import { onRung, type Rung, rungsOf } from './rungs.ts';

/** A rung that was run. */
export interface ClimbedRung {
  readonly rung: Rung;
  readonly figures: RungFigures;
  readonly report: RunReport;
}

/** Runs a scenario once on each rung, all with one seed. Ends early where the run is ended. */
export async function climb(
  target: Target,
  scenario: Scenario,
  options: RunOptions & { readonly onRung: (rung: Rung) => void },
  rungs: readonly Rung[] = rungsOf(scenario),
): Promise<readonly ClimbedRung[]> {
  const climbed: ClimbedRung[] = [];
  let sentFirst: number | undefined;
  for (const rung of rungs) {
    options.onRung(rung);
    const { seen, report } = await runAndJudge(target, onRung(scenario, rung), options);
    sentFirst ??= seen.load.sent;
    const command = `${report.command} --ladder`;
    climbed.push({ rung, report: { ...report, command }, figures: figuresOf(report, seen, sentFirst) });
    if (report.verdict === 'ABORTED') break;
  }
  return climbed;
}
