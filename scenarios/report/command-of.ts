import type { RunOptions } from '../run/run-scenario.ts';

/** The command that repeats a run. */
export function commandOf(
  scenario: string,
  target: string,
  {
    seed,
    unprotected,
    faultSeconds,
    alerts,
  }: Pick<RunOptions, 'seed' | 'unprotected' | 'faultSeconds' | 'alerts'>,
): string {
  const options = [
    `--seed ${seed}`,
    target === 'engine' ? undefined : `--target ${target}`,
    unprotected && `--unprotected ${unprotected}`,
    faultSeconds === undefined ? undefined : `--fault ${faultSeconds}`,
    alerts && `--prometheus ${alerts.url}`,
  ];
  return ['npm run scenario --', scenario, ...options.filter((option) => option !== undefined)].join(' ');
}
