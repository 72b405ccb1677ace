import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { userPath } from '#shared/cli/user-path';
import { checkWritable } from '#shared/cli/writable-file';
import { checkTogether, optionsOf } from './arguments.ts';
import { bench } from './bench.ts';
import { check } from './check/check.ts';
import { fixedRate } from './fixed-rate/fixed-rate.ts';
import { ROWS } from './run.ts';
import { runVersus } from './versus/run.ts';

const STOPPED_BY_SIGNAL = 130;

const PROGRAM = defineProgram({
  command: 'npm run bench --',
  about:
    'Measures every endpoint of a system of its own, beside the limits of the machine (docs/performance.md).',
  options: optionsOf(ROWS),
  notes: 'Exit code: 0 done, 1 a row of --check takes too much, 2 it could not be done.',
  async run({ options: given }, env) {
    const { json } = given;
    const options = { ...given, ...(json !== undefined && { json: userPath(json, env) }) };
    checkTogether(options);
    if (options.json !== undefined) checkWritable(options.json);
    const abort = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => abort.abort());
    const folder = mkdtempSync(join(tmpdir(), 'food-delivery-bench-'));
    try {
      const { signal } = abort;
      if (options.check) return (await check(folder, { ...options, signal })) ? EXIT.ok : EXIT.no;
      const { rate, vs, only: rows } = options;
      if (vs) await runVersus(folder, { ...options, targets: vs, rows, signal });
      else if (rate !== undefined) await fixedRate(folder, { ...options, rate, rows, signal });
      else await bench(options, folder, signal);
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
