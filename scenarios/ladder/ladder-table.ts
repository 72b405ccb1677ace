import { intervalText } from '../compare/phase-figures.ts';
import type { ClimbedRung } from './climb.ts';

const HEAD = ['clients', 'lost', 'p95 in the fault', 'back after', 'requests', 'verdict'] as const;

/** One row for each rung, with a head. */
export const ladderRows = (climbed: readonly ClimbedRung[]): readonly (readonly string[])[] => [
  HEAD,
  ...climbed.map(({ rung, figures, report }) => [
    rung.name,
    intervalText(figures.lost, '%'),
    intervalText(figures.p95Ms, 'ms'),
    figures.recoveryS ? intervalText(figures.recoveryS, 's') : 'not in the run',
    intervalText(figures.sent, '%'),
    report.verdict,
  ]),
];

/** What the columns mean, and what each rung adds to the one before. */
export const ladderNotes = (climbed: readonly ClimbedRung[]): readonly string[] => [
  ...climbed.map(({ rung }, at) => `${at === 0 ? '' : '+ '}${rung.name}: ${rung.about}`),
  'lost: requests from the fault on that no repeat brought an answer; requests: those sent, beside the first row',
  'in brackets: where the figure lies with 95 % certainty',
];
