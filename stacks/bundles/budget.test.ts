import { expect, test } from 'vitest';
import { measureBundles, overBudget, sizeTable } from './budget.ts';

const output = (bytes: number, inputs: Readonly<Record<string, number>> = {}) => ({
  bytes,
  imports: [],
  exports: [],
  inputs: Object.fromEntries(
    Object.entries(inputs).map(([file, bytesInOutput]) => [file, { bytesInOutput }]),
  ),
});
const REDIS = 'node_modules/ioredis/built/index.js';
const API = 'node_modules/@opentelemetry/api/build/esm/index.js';

function complaintsAbout(
  name: string,
  bytes: number,
  inputs: Readonly<Record<string, number>>,
  telemetryBytes = 100_000,
): string[] {
  const sizes = measureBundles(
    {
      outputs: {
        [`dist/${name}/index.mjs`]: output(bytes, inputs),
        [`dist/${name}/index.mjs.map`]: output(9_000_000),
        'dist/telemetry.mjs': output(telemetryBytes),
      },
    },
    'telemetry.mjs',
  );
  return sizes.flatMap(overBudget);
}

test.each([
  [
    'without the client of Redis 350 kB are allowed',
    'user/get-user',
    350_001,
    {},
    ['user/get-user is 350 kB, allowed are 350 kB'],
  ],
  ['with it 500 kB', 'user/get-user', 500_000, { [REDIS]: 1 }, []],
  ['and no more', 'user/get-user', 600_000, { [REDIS]: 1 }, ['user/get-user is 600 kB, allowed are 500 kB']],
  ['beside what telemetry adds', 'user/get-user', 530_000, { [REDIS]: 1, [API]: 30_000 }, []],
])('%s', (_title, name, bytes, inputs, complaints) => {
  expect(complaintsAbout(name, bytes, inputs)).toEqual(complaints);
});

test('telemetry may add 150 kB, in the bundle and beside it', () => {
  expect(complaintsAbout('user/get-user', 100_000, { [API]: 30_000 }, 120_000)).toEqual([]);
  expect(complaintsAbout('user/get-user', 100_000, { [API]: 31_000 }, 120_000)).toEqual([
    'telemetry adds 151 kB to user/get-user, allowed are 150 kB',
  ]);
});

test('the table has one line per bundle', () => {
  const table = sizeTable([
    { name: 'user/docs', bytes: 150_000, budgetBytes: 350_000, telemetryBytes: 130_000 },
    { name: 'user/get-user', bytes: 429_000, budgetBytes: 500_000, telemetryBytes: 131_000 },
  ]);

  expect(table).toBe(
    'user/docs       150 kB of 350 kB  + 130 kB telemetry\nuser/get-user   429 kB of 500 kB  + 131 kB telemetry',
  );
});
