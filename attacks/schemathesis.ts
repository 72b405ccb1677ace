import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { installProgram, type PythonProgram } from '#local/localstack/install';
import { readLocalStackSettings } from '#local/localstack/settings';

const FOLDER = join(import.meta.dirname, 'schemathesis');
const SCHEMATHESIS: PythonProgram = {
  name: 'Schemathesis',
  package: 'schemathesis==4.32.5',
  constraints: join(FOLDER, 'constraints.txt'),
};
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
  'negative_data_rejection',
  'positive_data_acceptance',
];
const MOST_OUTPUT_BYTES = 20_000_000;
/** Switches that would set a fault, whose failures no input alone makes. */
const LEFT_OUT = '^/chaos/';

export interface SchemathesisOptions {
  readonly url: string;
  readonly token: string;
  readonly seed: number;
  readonly examples: number;
}

/** The program that draws requests from an OpenAPI document, and judges the answers by it. */
export interface Schemathesis {
  /** What it printed, and whether it found nothing. */
  run(options: SchemathesisOptions): Promise<{ readonly ok: boolean; readonly output: string }>;
}

/**
 * From the user's cache, or from the Python package index.
 * @throws EngineError if there is no Python, or a package cannot be had
 */
export async function openSchemathesis(): Promise<Schemathesis> {
  const { cacheDir, python: chosen } = readLocalStackSettings(process.env);
  await mkdir(cacheDir, { recursive: true });
  const installed = await installProgram(SCHEMATHESIS, { cacheDir, python: chosen, onProgress: console.log });
  const program = join(dirname(installed.python), 'schemathesis');
  const env = { ...process.env, SCHEMATHESIS_HOOKS: join(FOLDER, 'hooks.py') };
  return {
    async run({ url, token, seed, examples }) {
      const args = [
        '--config-file',
        join(FOLDER, 'schemathesis.toml'),
        'run',
        `${url}/openapi.json`,
        '--url',
        url,
      ];
      args.push('--seed', String(seed), '--max-examples', String(examples), '--generation-database', 'none');
      args.push('--checks', CHECKS.join(','), '--exclude-path-regex', LEFT_OUT, '--no-color');
      args.push('--phases', 'examples,coverage,fuzzing', '--header', `Authorization: Bearer ${token}`);
      // It keeps failures in the working folder, and would begin the next run with them.
      const cwd = await mkdtemp(join(tmpdir(), 'food-delivery-schemathesis-'));
      try {
        const { stdout } = await promisify(execFile)(installed.python, [program, ...args], {
          env,
          cwd,
          maxBuffer: MOST_OUTPUT_BYTES,
        });
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
