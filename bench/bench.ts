import { writeFileSync } from 'node:fs';
import { screenTable } from '#shared/cli/screen-table';
import type { BenchOptions } from './arguments.ts';
import type { Cell } from './cell.ts';
import { CELL_HEAD, cellRow, errorLine, floorLine, partsLine } from './cell-rows.ts';
import { writeDocument } from './document.ts';
import { RATE_HEAD, rateNotes, rateRow } from './fixed-rate/rows.ts';
import { loadAverage, thisMachine } from './machine.ts';
import { machineInWords } from './machine-in-words.ts';
import { reportOf } from './report.ts';
import { runBench } from './run.ts';
import { screenLine, VERDICT_HEAD, verdictRow } from './tables.ts';

export async function bench(options: BenchOptions, folder: string, signal: AbortSignal): Promise<void> {
  const loadBefore = loadAverage();
  console.log(`${machineInWords(thisMachine())}; load average ${loadBefore}\n${screenLine(CELL_HEAD)}`);
  if (Number(loadBefore) > BUSY_LOAD) {
    process.stderr.write('This machine is busy: other work on it distorts the figures.\n');
  }
  const cells: Cell[] = [];
  const figures = await runBench(folder, {
    options,
    signal,
    progress: {
      say: (text) => process.stderr.write(`${text}\n`),
      cell(cell) {
        cells.push(cell);
        console.log(screenLine(cellRow(cell, cells)));
        for (const line of [errorLine(cell), partsLine(cell)]) if (line) console.log(line);
      },
    },
  });
  const report = reportOf(figures, options, loadBefore);
  const judged = report.verdicts.filter(({ met }) => met !== undefined).map(verdictRow);
  if (report.rateCells.length > 0)
    console.log(`\n${screenTable([RATE_HEAD, ...report.rateCells.map(rateRow)])}`);
  for (const note of report.rateCells.flatMap(rateNotes)) console.log(note);
  if (report.floor) console.log(floorLine(report.floor));
  if (judged.length > 0) console.log(`\n${screenTable([VERDICT_HEAD, ...judged])}`);
  console.log(`\nload average ${report.load.join(' before, ')} after`);
  if (options.json !== undefined)
    writeFileSync(options.json, `${JSON.stringify({ ...report, figures }, undefined, 2)}\n`);
  if (options.write) writeDocument(report);
}

/** Load average above which the machine counts as busy. */
const BUSY_LOAD = 1;
