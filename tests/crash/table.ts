import type { Fault } from './proxy.ts';

export interface Cell {
  readonly walk: string;
  readonly point: string;
  readonly fault: Fault;
  readonly answer: string;
  readonly end: string;
}

/** One line per point, one column per kind of fault: the caller's answer, and how the order ended. */
export function markdownTable(cells: readonly Cell[], faults: readonly Fault[]): string {
  const rows = Map.groupBy(cells, ({ walk, point }) => `| ${walk} | ${point} |`);
  const lines = [...rows].map(([head, row]) => {
    const texts = faults.map((fault) => {
      const cell = row.find((one) => one.fault === fault);
      return cell ? `${cell.answer}${cell.answer ? ' → ' : ''}**${cell.end}**` : '';
    });
    return `${head} ${texts.join(' | ')} |`;
  });
  const header = `| function | stopped at | ${faults.join(' | ')} |`;
  return [header, `|${' --- |'.repeat(faults.length + 2)}`, ...lines].join('\n');
}
