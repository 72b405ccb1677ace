import { expect, test } from 'vitest';
import { isTest, SOURCE_FILES } from '#tests/support/source-files';
import { IMPORTS } from './imports.ts';

/** The folder directly below `tests/`; undefined outside of it. */
const suiteOf = (path: string): string | undefined => /^tests\/([^/]+)\//.exec(path)?.[1];

test('a suite imports from tests/support only, never from another suite', () => {
  const crossing = IMPORTS.filter(({ from, to }) => {
    const suite = suiteOf(to);
    return suite !== undefined && suite !== 'support' && suite !== suiteOf(from);
  });

  expect(crossing.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('of the product only tests import from tests/', () => {
  const crossing = IMPORTS.filter(
    ({ from, to }) => to.startsWith('tests/') && !isTest(from) && from !== 'vitest.config.ts',
  );

  expect(crossing.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('an engine of a test is started by tests/support, which gives it the DynamoDB that LOCAL_DYNAMODB names', () => {
  const starts = SOURCE_FILES.filter(
    ({ path, text }) => isTest(path) && !path.startsWith('bench/') && /^import .*\bstartEngine\b/m.test(text),
  );

  expect(starts.map(({ path }) => path)).toEqual(['tests/support/engine/test-engine.ts']);
});
