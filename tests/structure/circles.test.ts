import { expect, test } from 'vitest';
import { SOURCE_FILES } from '#tests/support/source-files';
import { circlesOf, graphOf } from './graph.ts';
import { IMPORTS } from './imports.ts';

test('no files import each other in a circle, imports of types included', () => {
  const graph = graphOf(
    SOURCE_FILES.map(({ path }) => path),
    IMPORTS.map(({ from, to }) => [from, to]),
  );

  expect(circlesOf(graph)).toEqual([]);
});
