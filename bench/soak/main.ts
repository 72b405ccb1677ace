import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { defineProgram, EXIT } from '#shared/cli/program';
import { runProgram } from '#shared/cli/run';
import { userPath } from '#shared/cli/user-path';
import { checkWritable } from '#shared/cli/writable-file';
import { wholeNumber } from '#shared/settings/kinds';
import { soak } from './soak.ts';

/** After its warm-up a shorter one has too few samples. */
const LEAST_SECONDS = 60;
const DAY_SECONDS = 86_400;
const DEFAULT_SECONDS = 600;
const MOST_CLIENTS = 1_000;
const DEFAULT_CLIENTS = 128;
const STOPPED_BY_SIGNAL = 130;

const PROGRAM = defineProgram({
  command: 'npm run soak --',
  about:
    'Loads a system of its own for a long time, and shows what grows: memory, sockets, open files, logs and data.',
  options: {
    seconds: {
      value: 'SECONDS',
      schema: wholeNumber({ least: LEAST_SECONDS, most: DAY_SECONDS }).default(DEFAULT_SECONDS),
      help: `how long, at least ${LEAST_SECONDS} (default ${DEFAULT_SECONDS})`,
    },
    clients: {
      value: 'N',
      schema: wholeNumber({ least: 1, most: MOST_CLIENTS }).default(DEFAULT_CLIENTS),
      help: `clients, each with a connection (default ${DEFAULT_CLIENTS})`,
    },
    json: { value: 'FILE', schema: z.string().optional(), help: 'write every sample to this file, as JSON' },
  },
  notes: 'Exit code: 0 nothing grows that must not, 1 something does, 2 it could not be done.',
  async run({ options }, env) {
    const json = options.json === undefined ? undefined : userPath(options.json, env);
    if (json !== undefined) checkWritable(json);
    const abort = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => abort.abort());
    const folder = mkdtempSync(join(tmpdir(), 'food-delivery-soak-'));
    try {
      return (await soak(folder, { ...options, json, signal: abort.signal })) ? EXIT.ok : EXIT.no;
    } catch (error) {
      if (!abort.signal.aborted) throw error;
      return STOPPED_BY_SIGNAL;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

process.exitCode = await runProgram(PROGRAM);
