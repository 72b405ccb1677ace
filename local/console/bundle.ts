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

/** The console's style: each file of `console/style`, by name. */
export const consoleStyle = (): Promise<string> => joinStyles(join(CONSOLE, 'style'));
