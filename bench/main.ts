import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { type BenchOptions, checkTogether, optionsOf } from './arguments.ts';
import { type Figures, judge } from './budgets.ts';
import { type Report, writeDocument } from './document.ts';
import { LIMITS } from './limits.ts';
import { describeMachine, loadAverage, redisVersion } from './machine.ts';
import { ROWS, runBench } from './run.ts';
import {
  CELL_HEAD,
  cellRow,
  errorLine,
  partsLine,
  screenLine,
  screenTable,
  VERDICT_HEAD,
  verdictRow,
} from './tables.ts';

const LIMIT_ROWS = new Set(LIMITS.map(({ row }) => row));

function reportOf(figures: Figures, options: BenchOptions, loadBefore: string): Report {
  const verdicts = judge(figures);
  return {
    date: new Date().toISOString().slice(0, 'yyyy-mm-dd'.length),
    machine: describeMachine(),
    redis: redisVersion(),
    seconds: options.seconds,
    load: [loadBefore, loadAverage()],
    limits: figures.cells.filter(({ row }) => LIMIT_ROWS.has(row)),
    endpoints: figures.cells.filter(({ row }) => !LIMIT_ROWS.has(row)),
    verdicts,
  };
}

async function bench(options: BenchOptions, folder: string, signal: AbortSignal): Promise<void> {
  const loadBefore = loadAverage();
  console.log(`${describeMachine()}; load average ${loadBefore}\n${screenLine(CELL_HEAD)}`);
  if (Number(loadBefore) > BUSY_LOAD) {
    process.stderr.write('This machine is busy: the figures tell more about what else it does.\n');
  }
  const figures = await runBench(folder, {
    options,
    signal,
    progress: {
      say: (text) => process.stderr.write(`${text}\n`),
      cell(cell) {
        console.log(screenLine(cellRow(cell)));
        for (const line of [errorLine(cell), partsLine(cell)]) if (line) console.log(line);
      },
    },
  });
  const report = reportOf(figures, options, loadBefore);
  const judged = report.verdicts.filter(({ met }) => met !== undefined).map(verdictRow);
  if (judged.length > 0) console.log(`\n${screenTable([VERDICT_HEAD, ...judged])}`);
  console.log(`\nload average ${report.load.join(' before, ')} after`);
  if (options.json !== undefined)
    writeFileSync(options.json, `${JSON.stringify({ ...report, figures }, undefined, 2)}\n`);
  if (options.write) writeDocument(report);
}

/** Processes that want a processor before the bench starts. */
const BUSY_LOAD = 1;
const STOPPED_BY_SIGNAL = 130;

const PROGRAM = defineProgram({
  command: 'npm run bench --',
  about:
    'Measures every endpoint of a system of its own, beside the limits of the machine (docs/performance.md).',
  options: optionsOf(ROWS),
  async run({ options }) {
    checkTogether(options);
    const abort = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => abort.abort());
    const folder = mkdtempSync(join(tmpdir(), 'food-delivery-bench-'));
    try {
      await bench(options, folder, abort.signal);
      return EXIT.ok;
    } catch (error) {
      if (!abort.signal.aborted) throw error;
      return STOPPED_BY_SIGNAL;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

process.exitCode = await runProgram(PROGRAM);
