import type { Row } from './cell-rows.ts';
import type { Verdict } from './verdict.ts';

/** Widths of the columns on the screen, where each cell is printed as soon as it is measured. */
const WIDTHS = [18, 11, 10, 9, 9, 9, 7, 14, 22];

export const screenLine = (row: Row): string =>
  row.map((text, at) => (at === 0 ? text.padEnd(WIDTHS[at] ?? 0) : text.padStart(WIDTHS[at] ?? 0))).join(' ');

const WORDS = { true: 'met', false: 'NOT MET', undefined: 'not measured' } as const;
const WITH_GOAL = 'met, the goal too';
export const VERDICT_HEAD: Row = ['work', 'budget', 'measured', ''];
export const verdictRow = ({ work, demand, measured, met, goalMet }: Verdict): Row => [
  work,
  demand,
  met === undefined ? '' : measured,
  met && goalMet ? WITH_GOAL : WORDS[`${met}`],
];

/** The first column to the left, the others to the right, or all to the left. */
export function markdownTable([head = [], ...rows]: readonly Row[], numbers: boolean): string {
  const rule = head.map((_, at) => (numbers && at > 0 ? '---:' : '---'));
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
