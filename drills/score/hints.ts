import { MECHANISMS } from '#scenarios/mechanism';
import type { Drill } from '../drill.ts';

/** Each says more than the one before. */
export const hintsOf = ({ truth }: Drill): readonly [string, string, string] => [
  truth.symptoms.metrics,
  truth.symptoms.traces,
  `It is in the ${truth.service} service, and ${MECHANISMS[truth.mechanism]}.`,
];
