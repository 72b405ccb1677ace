import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import type { FunctionEntry } from '#stacks/services';
import { BESIDE, importsBeside } from './beside.ts';
import { requireBuiltins } from './builtins.ts';
import { usedRedisCommands } from './redis-commands.ts';
import { sqlAsText } from './sql-text.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

/** File that is copied beside each function and loaded only where telemetry is on: see shared/telemetry/sdk.ts. */
export const TELEMETRY_FILE = 'telemetry.mjs';
const TELEMETRY = 'shared/telemetry/sdk/function.ts';
/** Code that functions load only in a stage that sets its path. */
const LAYERS = { 'layers/x-ray/nodejs/x-ray': 'shared/telemetry/x-ray-tracer.ts' };

/** Options of the bundler: one minified file with everything that a cold start needs, and nothing else. */
export function recipeFor(entries: readonly FunctionEntry[], outdir: string) {
  return {
    absWorkingDir: ROOT,
    entryPoints: {
      ...Object.fromEntries(entries.map(({ service, name, file }) => [`${service}/${name}/index`, file])),
      telemetry: TELEMETRY,
      ...BESIDE,
      ...LAYERS,
    },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    // Not used: pg's optional native driver, and its sockets for another platform.
    external: ['pg-native', 'pg-cloudflare'],
    alias: {
      debug: './shared/db/no-debug.ts',
    },
    // The bundle requires Node's own modules.
    banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
    legalComments: 'none',
    // Source maps beside the bundle, for readers of a stack trace; functions never load them.
    sourcemap: 'external',
    sourcesContent: false,
    loader: { '.sql': 'text' },
    plugins: [requireBuiltins, sqlAsText, importsBeside, usedRedisCommands],
    metafile: true,
    write: false,
    logLevel: 'silent',
  } satisfies BuildOptions & { readonly metafile: true; readonly write: false };
}
