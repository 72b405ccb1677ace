import type { Recipe } from './recipe.ts';

/** A store of blobs that the engine starts beside the others. */
export const BLOB_STORE: Recipe = {
  name: 'a backend of the engine',
  mostFiles: 2,
  edits: [
    { kind: 'new', file: 'local/services/blobs/backend.ts', fixture: 'blob-store/backend.ts.txt' },
    {
      kind: 'insert',
      file: 'local/services/backends.ts',
      before: 'import { dynamodb }',
      text: "import { blobs } from './blobs/backend.ts';\n",
    },
    {
      kind: 'insert',
      file: 'local/services/backends.ts',
      before: /(?<=const REGISTRY = \{ )/,
      text: 'blobs, ',
    },
  ],
};
