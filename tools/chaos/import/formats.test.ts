import { expect, test } from 'vitest';
import { imported } from './import-for-test.ts';

test.each([
  [{}],
  [[]],
  [null],
  ['latency'],
  [{ latency: 5 }],
  [[{ service: 'dynamodb', chance: 1 }]],
  [{ actions: [{ type: 'action' }] }],
])('%j is a file of no known format, which one sentence says', (file) => {
  expect(() => imported(file)).toThrow(
    /^faults.json is not a configuration of failure-lambda, nor an experiment template of AWS FIS, nor a list of faults of LocalStack$/,
  );
});

test.each([
  [{ latency: { enabled: true, percentage: 150 } }, 'latency.percentage'],
  [{ isEnabled: true, failureMode: 'exception', rate: 'often' }, 'rate'],
  [
    { actions: { a: { actionId: 'aws:lambda:invocation-error', parameters: { duration: 'soon' } } } },
    'a.param',
  ],
  [
    { actions: { a: { actionId: 'aws:fis:wait', parameters: { duration: 'PT1M' }, startAfter: ['b'] } } },
    'b',
  ],
  [[{ service: 'sqs', probability: 30 }], '0.probability'],
])('a wrong value is one sentence that names it: %j', (file, name) => {
  expect(() => imported(file)).toThrow(new RegExp(`^faults.json is an? .*, with a mistake: .*${name}`));
});
