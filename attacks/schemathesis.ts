import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { installProgram, type PythonProgram } from '#local/localstack/install';
import { readLocalStackSettings } from '#local/localstack/settings';
import { argumentsOf, type SchemathesisOptions } from './schemathesis-arguments.ts';

const ours = (file: string): string => join(import.meta.dirname, 'schemathesis', file);
const SCHEMATHESIS: PythonProgram = {
  name: 'Schemathesis',
  package: 'schemathesis==4.32.5',
  constraints: ours('constraints.txt'),
};
const execute = promisify(execFile);
const MOST_OUTPUT_BYTES = 20_000_000;

/** The program that draws requests from an OpenAPI document, and judges the answers by it. */
export interface Schemathesis {
  /** Runs Schemathesis. Returns its output, and whether it found nothing. */
  run(options: SchemathesisOptions): Promise<{ readonly ok: boolean; readonly output: string }>;
}

/**
 * Opens Schemathesis from the user's cache, or installs it from the Python package index.
 * @throws EngineError if there is no Python, or a package cannot be had
 */
export async function openSchemathesis(): Promise<Schemathesis> {
  const settings = readLocalStackSettings(process.env);
  const { python } = await installProgram(SCHEMATHESIS, { ...settings, onProgress: console.log });
  const command = [join(dirname(python), 'schemathesis'), '--config-file', ours('schemathesis.toml'), 'run'];
  const env = { ...process.env, SCHEMATHESIS_HOOKS: ours('hooks.py') };
  const running = { env, maxBuffer: MOST_OUTPUT_BYTES };
  return {
    async run(options) {
      // Schemathesis keeps failures in the working folder, and would begin the next run with them.
      const cwd = await mkdtemp(join(tmpdir(), 'food-delivery-schemathesis-'));
      try {
        const { stdout } = await execute(python, [...command, ...argumentsOf(options)], { ...running, cwd });
        return { ok: true, output: stdout };
      } catch (error) {
        const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
        return { ok: false, output: stdout + stderr || String(error) };
      } finally {
        await rm(cwd, { recursive: true, force: true });
      }
    },
  };
}
