import { EXIT } from '#shared/cli/program';
import type { Exploration } from './explore.ts';
import { isOfLie } from './finding.ts';

/** Whether a fault was tried at its call. Without one, that answers and stores agree says nothing. */
export const hasTried = ({ results }: Pick<Exploration, 'results'>): boolean =>
  results.some(({ isReached, experiment: { strikes } }) => isReached && strikes.length > 0);

/** The exit code: a counter-example counts even where no fault was tried. */
export function exitCodeOf(exploration: Pick<Exploration, 'results' | 'findings'>): number {
  if (!exploration.findings.every(isOfLie)) return EXIT.no;
  return hasTried(exploration) ? EXIT.ok : EXIT.failed;
}
