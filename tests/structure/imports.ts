import { dirname, join } from 'node:path/posix';
import { SOURCE_FILES, type SourceFile } from '#tests/support/source-files';

/** One import, static or dynamic, of types or values, between two files of the repository. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Matches the specifier of `import … from '…'`, `export … from '…'`, `import '…'` and `import('…')`. */
const SPECIFIER = /^(?:import|export)\b[^'";]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm;

const known = new Set(SOURCE_FILES.map(({ path }) => path));

/** Resolves a specifier as Node does with the `imports` of package.json; undefined for packages. */
export function resolveImport(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(from), specifier);
  if (specifier.startsWith('#console/') && !specifier.endsWith('.ts')) return `${specifier.slice(1)}.tsx`;
  if (specifier.startsWith('#')) return specifier.slice(1).replace(/(\.ts)?$/, '.ts');
  return undefined;
}

/** The imports of one file from within the repository. */
export function importsOf({ path, text }: Pick<SourceFile, 'path' | 'text'>): Import[] {
  return [...text.matchAll(SPECIFIER)]
    .map(([, ...groups]) => resolveImport(path, groups.find((group) => group !== undefined) ?? ''))
    .filter((to) => to !== undefined)
    .map((to) => ({ from: path, to }));
}

/** Every import between two source files of the repository. */
export const IMPORTS: readonly Import[] = SOURCE_FILES.flatMap(importsOf).filter(({ to }) => known.has(to));
