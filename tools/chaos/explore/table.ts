import { describeBlow, describeStrike, type Strike } from './experiment.ts';
import type { Exploration } from './explore.ts';
import { formName } from './forms/form.ts';
import { nameOf } from './place.ts';
import type { Result } from './result.ts';

const HEAD = ['request', 'struck at', 'after', 'fault', 'answer', 'end'] as const;

/** A line for each place, in the order in which they were found, with the faults there that had one answer and one end. */
export function linesOfTable({ results, discoveries }: Exploration): readonly string[] {
  const order = new Map(discoveries.map(({ call }, at) => [nameOf(call.place), at]));
  const orderOf = ({ experiment: { strikes } }: Result): number => {
    const last = strikes.at(-1);
    return last ? strikes.length * results.length + (order.get(nameOf(last.at.place)) ?? 0) : 0;
  };
  const reached = results
    .filter(({ isReached }) => isReached)
    .toSorted((one, other) => orderOf(one) - orderOf(other));
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
