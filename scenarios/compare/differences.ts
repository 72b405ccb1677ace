import type { RunReport } from '../report/run-report.ts';

type Compared = Pick<RunReport, 'scenario' | 'target' | 'machine' | 'load' | 'schema' | 'verdict'>;

/** Why two runs cannot be compared, a sentence each: their figures would differ for another reason than the code. */
export function differencesOf(one: Compared, other: Compared): string[] {
  const machine = ({ machine: { cpus, model, platform } }: Compared): string =>
    `${cpus} processors (${model}), ${platform}`;
  const pairs = [
    ['scenario', one.scenario.name, other.scenario.name],
    ['target', one.target, other.target],
    ['machine', machine(one), machine(other)],
    ['load', one.load, other.load],
  ] as const;
  const ended = [one, other].some(({ verdict }) => verdict === 'ABORTED');
  return [
    ...pairs.filter(([, a, b]) => a !== b).map(([what, a, b]) => `the ${what} differs: ${a}, and ${b}`),
    ...(ended ? ['a run was ended before its time (ABORTED)'] : []),
  ];
}
