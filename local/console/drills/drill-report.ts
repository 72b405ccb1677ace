import type { Fixed, Revealed, Solution } from '#drills/session/results';
import type { DrillReport, DrillScore, DrillSolution } from '#shared/console/drill';

type Mended = Extract<Fixed, { readonly is_fixed: true }>;

/** What the console shows of a drill that was mended, or that could not be. */
export async function reportOfFix({ was_on, violated, score, solution }: Mended): Promise<DrillReport> {
  const { POINTS } = await import('#drills/score/points');
  const points = Object.entries(POINTS).map(([part, most]): [string, readonly [number, number]] => [
    part,
    [score.points[part as keyof typeof POINTS], most],
  ]);
  const { total, has_passed, costs, seconds } = score;
  return {
    score: { total, has_passed, points: Object.fromEntries(points), costs, seconds } satisfies DrillScore,
    violated: violated ?? null,
    ...(!was_on && { was_off: true }),
    solution: solutionOf(solution),
  };
}

export const reportOfReveal = (revealed: Revealed): DrillReport => ({ solution: solutionOf(revealed) });

const solutionOf = ({ name, truth, faults, began_at }: Solution): DrillSolution => ({
  ...{ name, began_at, service: truth.service, mechanism: truth.mechanism },
  points: faults.map(({ point }) => point),
  symptoms: truth.symptoms,
  remedy: truth.remedy,
});
