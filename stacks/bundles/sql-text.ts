import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const READ = /readFileSync\(new URL\('(\.\/[\w-]+\.sql)', import\.meta\.url\), 'utf8'\)/g;

/** Inlines the .sql files of the migrations as text; outside of a bundle, Node reads the files. */
export const sqlAsText: Plugin = {
  name: 'sql-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]migrations[\\/]migrate\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const files = [...source.matchAll(READ)].map(([, file]) => file);
      const imports = files.map((file, n) => `import sql${n} from '${file}';`).join('');
      let n = 0;
      const contents = imports + source.replace(READ, () => `sql${n++}`);
      if (contents.includes('new URL('))
        throw new Error(`${path} reads a file in another way than the build supports`);
      return { contents, loader: 'ts' };
    });
  },
};
