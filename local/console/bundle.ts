import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleScript, joinStyles } from '#shared/pages/page-files';

const CONSOLE = join(import.meta.dirname, '../../console');

let script: Promise<string> | undefined;

/** Bundles the console's script, once per process. Rejects with what does not compile. */
export function consoleScript(): Promise<string> {
  script ??= bundleScript(join(CONSOLE, 'main.tsx')).catch((error: unknown) => {
    script = undefined;
    throw error;
  });
  return script;
}

/** The console's style: that of the charts, then each file of `console/style`, by name. */
export async function consoleStyle(): Promise<string> {
  const charts = createRequire(import.meta.url).resolve('uplot/dist/uPlot.min.css');
  return `${await readFile(charts, 'utf8')}\n${await joinStyles(join(CONSOLE, 'style'))}`;
}
