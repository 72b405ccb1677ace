import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ROOT } from '#stacks/bundles/recipe';
import type { CallFrame } from './profiles.ts';

const MODULES = 'node_modules/';

/** Says where in the sources a frame of a bundle is. Makes the frame one of the source, in place. */
export function createUnbundling(): (frame: CallFrame) => void {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (url: string): SourceMap | undefined => {
    if (!maps.has(url)) maps.set(url, readMap(url));
    return maps.get(url);
  };
  return (frame) => {
    if (!frame.url.startsWith('file:')) return;
    const entry = mapOf(frame.url)?.findEntry(frame.lineNumber, frame.columnNumber);
    if (!entry || !('originalSource' in entry) || !entry.originalSource) return;
    const source = resolve(dirname(fileURLToPath(frame.url)), entry.originalSource);
    frame.url = pathToFileURL(source).href;
    frame.lineNumber = entry.originalLine;
    frame.columnNumber = entry.originalColumn;
    const { name } = entry as { readonly name?: string };
    if (name) frame.functionName = name;
  };
}

function readMap(url: string): SourceMap | undefined {
  const file = `${fileURLToPath(url)}.map`;
  return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** The package of a frame: that of the file, `node`, or what V8 did by itself, such as `(garbage collector)`. */
export function packageOf({ url, functionName }: CallFrame): string {
  if (url.startsWith('node:')) return 'node';
  if (!url.startsWith('file:')) return functionName.startsWith('(') ? functionName : 'V8';
  const path = relative(ROOT, fileURLToPath(url));
  const at = path.lastIndexOf(MODULES);
  if (at < 0) return path.split('/').slice(0, 2).join('/');
  const [scope = '', name = ''] = path.slice(at + MODULES.length).split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
