import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Bundles the script of a page, with Preact. Rejects with what does not compile.
 * @param entry path of its `main.tsx`
 */
export async function bundleScript(entry: string): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    charset: 'utf8',
  });
  return outputFiles[0]?.text ?? '';
}

/** Joins the styles of a folder, by name. */
export async function joinStyles(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.css')).sort();
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
}
