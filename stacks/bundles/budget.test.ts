import { expect, test } from 'vitest';
import { measureBundles, overBudget, sizeTable } from './budget.ts';

const output = (bytes: number, ...inputs: string[]) => ({
  bytes,
  imports: [],
  exports: [],
  inputs: Object.fromEntries(inputs.map((input) => [input, { bytesInOutput: 1 }])),
});
const SDK = 'node_modules/@aws-sdk/client-dynamodb/dist-es/index.js';

test.each([
  [
    'without the AWS SDK 350 kB are allowed',
    'user/get-user',
    350_001,
    [],
    ['user/get-user is 350 kB, allowed are 350 kB'],
  ],
  ['with it 700 kB', 'user/get-user', 700_000, [SDK], []],
  ['and no more', 'user/get-user', 800_000, [SDK], ['user/get-user is 800 kB, allowed are 700 kB']],
  ['the API pages carry their assets', 'user/docs', 3_000_000, [], []],
])('%s', (_title, name, bytes, inputs, complaints) => {
  const sizes = measureBundles({
    inputs: {},
    outputs: {
      [`dist/${name}/index.mjs`]: output(bytes, ...inputs),
      [`dist/${name}/index.mjs.map`]: output(9_000_000),
    },
  });

  expect(sizes.flatMap(overBudget)).toEqual(complaints);
});

test('the table has one line per bundle', () => {
  const table = sizeTable([
    { name: 'user/docs', bytes: 3_150_000, budgetBytes: undefined },
    { name: 'user/get-user', bytes: 429_000, budgetBytes: 700_000 },
  ]);

  expect(table).toBe('user/docs      3150 kB\nuser/get-user   429 kB of 700 kB');
});
