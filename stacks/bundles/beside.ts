import type { Metafile, Plugin } from 'esbuild';

/** Modules that a function imports only when it needs them, by the file that is copied beside those that may. */
export const BESIDE = {
  /** When the first rule is on: see shared/faults/load-catalog.ts. */
  faults: 'shared/faults/catalog.ts',
  /** When a page is asked for: its texts are ten times as long as all code of the function. */
  assets: 'shared/http/pages/assets.ts',
} as const;

/** Marks the resolving that the plugin itself asks for. */
const RESOLVING = Symbol('resolving');

/** Makes a dynamic import of one of these modules an import of the file beside the bundle. */
export const importsBeside: Plugin = {
  name: 'imports-beside',
  setup({ initialOptions: { absWorkingDir = '' }, onResolve, resolve }) {
    onResolve({ filter: /^\./ }, async ({ kind, path, pluginData, ...from }) => {
      if (kind !== 'dynamic-import' || pluginData === RESOLVING) return undefined;
      const found = await resolve(path, { kind, ...from, pluginData: RESOLVING });
      const file = Object.entries(BESIDE).find(
        ([, module]) => found.path === `${absWorkingDir}/${module}`,
      )?.[0];
      return file === undefined ? found : { path: `./${file}.mjs`, external: true };
    });
  },
};

/** @returns the names of the outputs that import this file beside them */
export const importersOf = (file: string, { outputs }: Pick<Metafile, 'outputs'>): readonly string[] =>
  Object.entries(outputs)
    .filter(([, { imports }]) => imports.some(({ path, external }) => external && path === `./${file}`))
    .map(([output]) => output);
