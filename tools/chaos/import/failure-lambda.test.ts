import { expect, test } from 'vitest';
import { imported, TARGET } from './import-for-test.ts';

test('each flag that is on is a rule at the handlers', () => {
  // The example of its README, switched on.
  const file = {
    latency: { enabled: true, percentage: 100, min_latency: 100, max_latency: 400 },
    exception: { enabled: true, percentage: 100, exception_msg: 'Exception message!' },
    statuscode: { enabled: true, percentage: 12.5, status_code: 404 },
    diskspace: { enabled: true, percentage: 100, disk_space: 100 },
    denylist: {
      enabled: true,
      percentage: 50,
      deny_list: ['s3.*.amazonaws.com', 'dynamodb.*.amazonaws.com', '('],
    },
    timeout: { enabled: true, percentage: 100, timeout_buffer_ms: 500 },
    corruption: { enabled: true, percentage: 30, body: '{"error": "corrupted"}' },
  };

  const { rules, left } = imported(file);

  expect(rules).toEqual([
    ['failure-lambda-latency', '*.handler', 'latency', { min_ms: 100, max_ms: 400 }],
    ['failure-lambda-exception', '*.handler', 'exception', {}],
    ['failure-lambda-statuscode', '*.handler', 'status', { status: 404, percentage: 12.5 }],
    ['failure-lambda-denylist-user-users', 'user.users.*', 'exception', { percentage: 50 }],
    ['failure-lambda-denylist-order-orders', 'order.orders.*', 'exception', { percentage: 50 }],
    ['failure-lambda-denylist-order-payments', 'order.payments.*', 'exception', { percentage: 50 }],
    ['failure-lambda-timeout', '*.handler', 'timeout', {}],
    ['failure-lambda-corruption', '*.handler', 'corrupt_body', { kind: 'garbled', percentage: 30 }],
  ]);
  expect(left).toEqual([
    'exception.exception_msg: an injected error has a text of its own',
    'diskspace: no rule fills the disk of the machine',
    'denylist.deny_list "s3.*.amazonaws.com": no adapter connects there; dynamodb.us-east-1.amazonaws.com, sqs.us-east-1.amazonaws.com can be denied',
    'denylist.deny_list "(": it is no regular expression',
    'timeout.timeout_buffer_ms: the rule keeps back its own time for the answer, and the call fails instead of going on',
    'corruption.body: the answer keeps its own text and is garbled',
  ]);
});

test('conditions are kept, and a rule that would hit more calls is not set', () => {
  const corruption = { enabled: true, percentage: 30 };
  const get = { path: 'requestContext.http.method', value: 'GET' };

  const kept = imported({
    latency: {
      enabled: true,
      max_latency: 5,
      match: [{ path: 'resource', operator: 'startsWith', value: '/o' }],
    },
    corruption: { ...corruption, match: [get, { path: 'headers.x-debug', value: '1' }] },
  });
  const left = imported({
    corruption: { ...corruption, match: [get, { path: 'requestContext.stage', value: 'prod' }] },
    exception: { enabled: true, match: [{ path: 'headers.x-debug', operator: 'exists' }] },
  });

  expect(kept.rules.map(([, , , others]) => others)).toEqual([
    { min_ms: 0, max_ms: 5, match: { route: '/o*' } },
    { kind: 'garbled', percentage: 30, match: { method: 'GET', header: { 'x-debug': '1' } } },
  ]);
  expect(left).toEqual({
    rules: [],
    left: [
      'corruption: no rule can ask for requestContext.stage eq "prod", and without it more calls would be hit',
      'exception: no rule can ask for headers.x-debug exists, and without it more calls would be hit',
    ],
  });
});

test('the form before version 1, for one service', () => {
  const old = {
    isEnabled: true,
    failureMode: 'latency',
    rate: 0.07,
    minLatency: 100,
    maxLatency: 400,
    exceptionMsg: 'Exception message!',
    statusCode: 404,
    diskSpace: 100,
    denylist: ['s3.*.amazonaws.com', 'dynamodb.*.amazonaws.com'],
  };
  const target = { ...TARGET, handler: 'order.handler' };

  expect(imported(old, target)).toEqual({
    rules: [
      ['failure-lambda-latency', 'order.handler', 'latency', { min_ms: 100, max_ms: 400, percentage: 7 }],
    ],
    left: [],
  });
  expect(imported({ ...old, isEnabled: false })).toEqual({ rules: [], left: [] });
  expect(imported({ ...old, failureMode: 'denylist' }, target).rules.map(([, point]) => point)).toEqual([
    'order.orders.*',
    'order.payments.*',
  ]);
});
