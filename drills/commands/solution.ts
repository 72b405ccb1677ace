import { MECHANISMS } from '#scenarios/mechanism';
import { REMEDIES } from '../remedies.ts';
import type { Solution } from '../session/results.ts';

export function solutionLines({ name, truth, remedy, faults, noise, began_at }: Solution): string[] {
  const { service, mechanism, symptoms } = truth;
  return [
    `${name}: ${MECHANISMS[mechanism]} (${mechanism}), in the ${service} service, since ${began_at}`,
    ...faults.map((rule) => `fault    ${JSON.stringify(rule)}`),
    ...noise.map((rule) => `noise    ${JSON.stringify(rule)}`),
    `traces   ${symptoms.traces}`,
    `metrics  ${symptoms.metrics}`,
    `logs     ${symptoms.logs}`,
    `remedy   ${remedy}: ${REMEDIES[remedy]}. ${truth.remedy}`,
  ];
}
