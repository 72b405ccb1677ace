import { letterLines, ruleLines } from './report-lines.ts';
import { unsettled, type Verdict } from './verdict.ts';

/** Writes the report for people: one line per rule, followed by its violations. */
export function textReport(stage: string, verdict: Verdict): string {
  const { results, holds } = verdict;
  const violated = results.filter(({ violations }) => violations.length > 0);
  const names = violated.map(({ rule }) => rule.name).join(', ');
  return [
    summary(stage, verdict),
    '',
    ...results.flatMap(ruleLines),
    ...letterLines(verdict),
    '',
    holds ? 'All invariants hold.' : `VIOLATED: ${names}`,
    '',
  ].join('\n');
}

function summary(stage: string, { snapshot }: Verdict): string {
  const { orders, stock, queue, deadLetters, copies, takenAtMs } = snapshot;
  const waiting = queue.visible + queue.inFlight + queue.delayed;
  const counts = [
    `${orders.size} orders (${unsettled(snapshot)} not at rest)`,
    `${stock.menus.size} menus`,
    `${waiting} recovery messages`,
    `${deadLetters.length} dead letters`,
    `${copies.length} cached copies`,
  ];
  return `Stage ${stage}, read at ${new Date(takenAtMs).toISOString()}: ${counts.join(', ')}`;
}
