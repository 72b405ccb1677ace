import type { Metafile } from 'esbuild';

/** Lists each import, however indirect, that a bundle must not have. */
export function brokenImportRules({ inputs, outputs }: Pick<Metafile, 'inputs' | 'outputs'>): string[] {
  const foreign = Object.entries(outputs).flatMap(([output, { inputs: members }]) =>
    Object.keys(members)
      .filter((file) => /^(stacks|local|oracle|tools|bench|attacks|tests|shared\/cli)\//.test(file))
      .map((file) => `${output} contains ${file}`),
  );
  const edges = Object.entries(inputs).flatMap(([file, { imports }]) =>
    imports.filter(({ external }) => !external).map(({ path }) => ({ file, path })),
  );
  return [
    ...foreign,
    ...edges.filter(isForbidden).map(({ file, path }) => `${file} must not import ${path}`),
  ];
}

function isForbidden({ file, path }: { readonly file: string; readonly path: string }): boolean {
  const domain = /^functions\/[^/]+\/domain\//.exec(file)?.[0];
  if (domain !== undefined) return !path.startsWith(domain) && path !== 'shared/errors.ts';
  if (file.startsWith('shared/')) return !/^(shared\/|node_modules\/|builtin:)/.test(path);
  const service = /^functions\/[^/]+\//.exec(file)?.[0];
  if (service === undefined || !path.startsWith('functions/') || path.startsWith(service)) return false;
  return !/^functions\/[^/]+\/(routes|schemas)\.ts$/.test(path);
}
