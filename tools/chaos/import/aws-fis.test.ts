import { expect, test } from 'vitest';
import { imported, NOW_MS, TARGET } from './import-for-test.ts';

const arn = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`;
const lambdaTarget = (...names: string[]) => ({
  resourceType: 'aws:lambda:function',
  resourceArns: names.map(arn),
  selectionMode: 'ALL',
});
const action = (kind: string, parameters: object, startAfter: string[] = []) => ({
  actionId: `aws:lambda:invocation-${kind}`,
  parameters: { duration: 'PT2M', ...parameters },
  targets: { Functions: 'functions' },
  startAfter,
});

test('the three actions, one after the other, on the functions of the ARNs', () => {
  const template = {
    description: 'Orders are slow, then fail',
    roleArn: 'arn:aws:iam::123456789012:role/fis',
    stopConditions: [
      { source: 'aws:cloudwatch:alarm', value: 'arn:aws:cloudwatch:us-east-1:1:alarm:errors' },
    ],
    targets: {
      functions: lambdaTarget(
        'food-delivery-aws-order-place-order',
        'food-delivery-local-order-recover-order:live',
        'checkout',
      ),
    },
    actions: {
      slow: action('add-delay', { invocationPercentage: '50', startupDelayMilliseconds: '1500' }),
      lost: action('error', { preventExecution: 'false' }, ['slow']),
      pause: { actionId: 'aws:fis:wait', parameters: { duration: 'PT30S' }, startAfter: ['lost'] },
      answer: action(
        'http-integration-response',
        { preventExecution: 'true', statusCode: '503', contentTypeHeader: 'text/html' },
        ['pause', 'slow'],
      ),
      stop: { actionId: 'aws:ec2:stop-instances', parameters: {}, targets: {} },
    },
    tags: {},
  };
  const match = { method: 'POST', route: '/orders' };
  const at = (seconds: number): string => new Date(NOW_MS + seconds * 1_000).toISOString();
  const slow = { ms: 1_500, percentage: 50, expires_at: at(120) };
  const lost = { when: 'after', starts_at: at(120), expires_at: at(240) };

  const { rules, left } = imported(template);

  expect(rules).toEqual([
    ['fis-slow-1', 'order.handler', 'latency', { ...slow, match }],
    ['fis-slow-2', 'order.consumer', 'latency', slow],
    ['fis-lost-1', 'order.handler', 'exception', { ...lost, match }],
    ['fis-lost-2', 'order.consumer', 'exception', lost],
    [
      'fis-answer',
      'order.handler',
      'status',
      { status: 503, starts_at: at(270), expires_at: at(390), match },
    ],
  ]);
  expect(left).toEqual([
    `targets.functions ${arn('checkout')}: no function that serves requests or messages here has that name`,
    'actions.answer.parameters.contentTypeHeader text/html: an injected answer is JSON',
    'actions.answer: a function that a queue calls answers no request',
    'actions.stop: aws:ec2:stop-instances is none of aws:lambda:invocation-add-delay, aws:lambda:invocation-error, aws:lambda:invocation-http-integration-response',
    'stopConditions arn:aws:cloudwatch:us-east-1:1:alarm:errors: the template names an alarm and not its limit: give the rule a stop_when on the engine, or end it by npm run chaos -- halt',
  ]);
  expect(imported({ experimentTemplate: { id: 'EXT1', ...template } }).rules).toEqual(rules);
});

test('all functions of a service are its handler, and a draw is the first ones', () => {
  const users = TARGET.functions
    .filter(({ service }) => service === 'user')
    .flatMap(({ names: [, aws = ''] }) => aws);
  const some = { ...lambdaTarget(...users), selectionMode: 'COUNT(1)' };
  const actions = { all: action('error', { preventExecution: 'true' }) };

  const all = imported({ targets: { functions: lambdaTarget(...users) }, actions });
  const one = imported({ targets: { functions: some }, actions });
  const tagged = imported({
    targets: { functions: { ...lambdaTarget(), resourceTags: { env: 'x' } } },
    actions,
  });

  expect(all).toMatchObject({
    rules: [['fis-all', 'user.handler', 'exception', { when: 'instead' }]],
    left: [],
  });
  expect(one.rules).toMatchObject([['fis-all', 'user.handler', 'exception', { match: {} }]]);
  expect(one.left).toEqual([expect.stringMatching(/COUNT\(1\): FIS draws 1 of \d+ functions at random/)]);
  expect(tagged.left).toEqual([
    'targets.functions.resourceTags: the functions have no tags; name them by their ARN',
    'actions.all: none of its targets is a function on which it can act here',
  ]);
});

test('an answer that no rule gives is left out', () => {
  const answer = (parameters: object) =>
    imported({
      targets: { functions: lambdaTarget('food-delivery-aws-order-get-order') },
      actions: { answer: action('http-integration-response', parameters) },
    });

  expect(answer({ statusCode: '200', preventExecution: 'true' }).left).toEqual([
    'actions.answer: a rule answers 400 to 599, not 200',
  ]);
  expect(answer({ statusCode: '502', preventExecution: 'false' }).left).toEqual([
    'actions.answer: where the function runs, a rule can only answer 500, not 502',
  ]);
  expect(answer({ statusCode: '500', preventExecution: 'false' }).rules).toMatchObject([
    ['fis-answer', 'order.handler', 'exception', { when: 'after' }],
  ]);
});
