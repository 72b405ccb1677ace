import type { RunReport } from '../report/run-report.ts';

/** Whether a negative control failed, and by the check that it must fail by. */
export function controlOf(
  { checks, verdict }: Pick<RunReport, 'checks' | 'verdict'>,
  turnsRed: string,
): { readonly isRight: boolean; readonly text: string } {
  const broken = checks.filter(({ holds }) => !holds).map(({ name }) => name);
  const isRight = verdict === 'FAIL' && broken.includes(turnsRed);
  const found = broken.length === 0 ? 'no check fails' : `${broken.join(', ')} fail`;
  return { isRight, text: `${verdict}: ${found}${isRight ? '' : `, and ${turnsRed} must`}` };
}
