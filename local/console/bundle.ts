import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const CONSOLE = join(import.meta.dirname, '../../console');

let script: Promise<string> | undefined;

/** Bundles the console's script, once per process. Rejects with what does not compile. */
export function consoleScript(): Promise<string> {
  script ??= bundle().catch((error: unknown) => {
    script = undefined;
    throw error;
  });
  return script;
}

async function bundle(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(CONSOLE, 'main.tsx')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
  });
  return outputFiles[0]?.text ?? '';
}

/** The console's style: that of the charts, then each file of `console/style`, by name. */
export async function consoleStyle(): Promise<string> {
  const folder = join(CONSOLE, 'style');
  const own = (await readdir(folder)).filter((name) => name.endsWith('.css')).sort();
  const paths = [
    createRequire(import.meta.url).resolve('uplot/dist/uPlot.min.css'),
    ...own.map((name) => join(folder, name)),
  ];
  return (await Promise.all(paths.map((path) => readFile(path, 'utf8')))).join('\n');
}
