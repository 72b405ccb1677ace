import type { Plugin } from 'esbuild';

/** File that is copied beside each function and loaded when the first rule is on: see shared/faults/load-catalog.ts. */
export const FAULTS_FILE = 'faults.mjs';
export const FAULTS = 'shared/faults/catalog.ts';

/** Makes the import of the rules' catalog an import of the file beside the bundle. */
export const faultsBeside: Plugin = {
  name: 'faults-beside',
  setup(build) {
    build.onResolve({ filter: /\/catalog\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: `./${FAULTS_FILE}`, external: true } : undefined,
    );
  },
};
