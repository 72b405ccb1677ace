import { describeBlow, describeStrike, type Strike } from './experiment.ts';
import { formName } from './forms/form.ts';
import { nameOf } from './place.ts';
import type { Result } from './result.ts';

const HEAD = ['request', 'struck at', 'after', 'fault', 'answer', 'end'] as const;

/** A line for each place, with the faults there that had one answer and one end. */
export function linesOfTable(results: readonly Result[]): readonly string[] {
  const reached = results.filter(({ isReached }) => isReached);
  const rows = Map.groupBy(reached, (result) => JSON.stringify([...subjectOf(result), ...outcomeOf(result)]));
  const lines = [...rows.values()].map((same) => {
    const [first] = same;
    if (!first) return '';
    const faults = [...new Set(same.map(({ experiment: { strikes } }) => faultOf(strikes.at(-1))))];
    return rowOf([...subjectOf(first), faults.join(', '), ...outcomeOf(first)]);
  });
  return [rowOf(HEAD), `|${' --- |'.repeat(HEAD.length)}`, ...lines];
}

const subjectOf = ({ experiment: { form, strikes } }: Result): readonly string[] => {
  const last = strikes.at(-1);
  return [
    formName(form),
    last ? nameOf(last.at.place) : '',
    strikes.slice(0, -1).map(describeStrike).join(' and '),
  ];
};
const outcomeOf = ({ answer, end, problem }: Result): readonly string[] => [
  answer,
  problem === undefined ? `**${end}**` : `**${end}**: ${problem}`,
];
const faultOf = (strike: Strike | undefined): string => (strike ? describeBlow(strike) : 'none');
const rowOf = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
