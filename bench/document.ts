import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Cell, errorCount } from './cell.ts';
import { CELL_HEAD, cellRow } from './cell-rows.ts';
import { RATE_HEAD, rateRow } from './fixed-rate/rows.ts';
import { floorTable } from './floor-table.ts';
import type { Report } from './report.ts';
import { markdownTable, VERDICT_HEAD, verdictRow } from './tables.ts';

const DOCUMENT = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const BEGIN = '<!-- begin of figures: written by npm run bench -- --write -->';
const END = '<!-- end of figures -->';

/** The part of the document that the bench writes. */
export function figuresOf(report: Report): string {
  const { date, machine, redis, seconds, load, limits, endpoints, rateCells, floor, verdicts } = report;
  const all = [...limits, ...endpoints];
  const cells = (some: readonly Cell[]): string =>
    markdownTable([CELL_HEAD, ...some.map((cell) => cellRow(cell, all))], true);
  const errors = all.reduce((sum, cell) => sum + errorCount(cell), 0);
  return [
    `${date}. ${machine}; ${redis}. ${seconds} s per cell; load average ${load[0]} before the first cell and ${load[1]} after the last. ${errors} unexpected answers.`,
    '### Limits',
    cells(limits),
    '### Endpoints',
    cells(endpoints),
    ...(rateCells.length > 0
      ? ['### At a fixed rate', markdownTable([RATE_HEAD, ...rateCells.map(rateRow)], true)]
      : []),
    ...(floor ? ['### The floor of an order', markdownTable(floorTable(floor), true)] : []),
    '### Budgets',
    markdownTable([VERDICT_HEAD, ...verdicts.map(verdictRow)], false),
  ].join('\n\n');
}

/** @throws Error if the text has no place for figures */
export function withFigures(text: string, figures: string): string {
  const from = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  if (from < 0 || to < from)
    throw new Error(`docs/performance.md has lost its marks '${BEGIN}' and '${END}'.`);
  return `${text.slice(0, from)}${BEGIN}\n\n${figures}\n\n${text.slice(to)}`;
}

export function writeDocument(report: Report): void {
  writeFileSync(DOCUMENT, withFigures(readFileSync(DOCUMENT, 'utf8'), figuresOf(report)));
}
