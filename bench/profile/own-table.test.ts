import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ROOT } from '#stacks/bundles/recipe';
import { ownTable } from './own-table.ts';

const sample = (url: string, own: number, functionName = 'f') => ({
  frame: { functionName, url, lineNumber: 0, columnNumber: 0 },
  own,
});
const file = (path: string): string => pathToFileURL(join(ROOT, path)).href;

test('adds up what each package used by itself, without the time in which the process waited', () => {
  const table = ownTable(
    [
      sample(file('node_modules/@aws-sdk/core/dist-es/a.js'), 30),
      sample(file('node_modules/@aws-sdk/core/dist-es/b.js'), 20),
      sample(file('node_modules/zod/v4/a.js'), 10),
      sample(file('functions/order/place-order.ts'), 25),
      sample('node:internal/http', 5),
      sample('', 7, '(garbage collector)'),
      sample('', 3, 'stringify'),
      sample('', 1_000, '(idle)'),
    ],
    'ms',
    10,
  );

  expect(table.split('\n').map((line) => line.trim().split(/ {2,}/))).toEqual([
    ['ms', 'ms/answer', 'share', 'package'],
    ['50.0', '5.000', '50.0 %', '@aws-sdk/core'],
    ['25.0', '2.500', '25.0 %', 'functions/order'],
    ['10.0', '1.000', '10.0 %', 'zod'],
    ['7.0', '0.700', '7.0 %', '(garbage collector)'],
    ['5.0', '0.500', '5.0 %', 'node'],
    ['3.0', '0.300', '3.0 %', 'V8'],
    ['100.0', '10.000', '100.0 %', 'all'],
  ]);
});
