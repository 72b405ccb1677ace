import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { isChaosPath } from '#shared/faults/chaos-key';
import type { Route } from '#shared/http/route';
import type { ServiceName } from '#shared/services';
import { DEPLOYED_SERVICES } from '#stacks/services';
import { resourcesOf, synthesise, type Template } from './synthesis.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

let templates: Record<string, Template>;
beforeAll(() => {
  templates = synthesise('local');
});

const STACKS = { user: 'FoodDeliveryUser', restaurant: 'FoodDeliveryRestaurant', order: 'FoodDeliveryOrder' };
const COLUMNS = DEPLOYED_SERVICES.flatMap(({ api, consumers }) =>
  [
    ...Object.entries(api.routes).map(([name, route]) => ({
      id: `Rest${name}`,
      stores: route.stores ?? [],
      forFaults: rightsForFaults(api.service, route),
    })),
    ...Object.entries(consumers).map(([name, consumer]) => ({
      id: `Consumers${name}`,
      stores: consumer.stores ?? [],
      forFaults: ['dynamodb:UpdateItem', 'ssm:GetParameter'],
    })),
  ].map(({ id, ...rights }) => ({ stack: STACKS[api.service], name: id, ...rights })),
);

/** Every invocation reads the switches and may count a hit. PostgreSQL holds the hits of the restaurant service, which needs no right. */
function rightsForFaults(service: ServiceName, route: Route): string[] {
  const { path, method } = route;
  const isChaos = isChaosPath(path);
  const changes = isChaos && method !== 'GET';
  const hits = [
    // GET shows hits; PUT and DELETE remove those of rules that are gone.
    ...(isChaos && method !== 'POST' ? ['dynamodb:GetItem'] : []),
    ...(changes || !isChaos ? ['dynamodb:UpdateItem'] : []),
  ];
  return [
    ...(service === 'restaurant' ? [] : hits),
    'ssm:GetParameter',
    ...(changes ? ['ssm:PutParameter'] : []),
  ];
}

const STORES: Readonly<Record<string, string>> = {
  Users: 'users',
  Orders: 'orders',
  Payments: 'payments',
  RecoveryQueue: 'recovery',
  RecoveryDeadLetters: 'deadLetters',
};
const RIGHTS: Readonly<Record<string, string>> = {
  'dynamodb:GetItem': 'get',
  'dynamodb:BatchGetItem': 'batchGet',
  'dynamodb:PutItem': 'put',
  'dynamodb:UpdateItem': 'update',
  'dynamodb:Query': 'query',
  'sqs:SendMessage': 'send',
  'sqs:GetQueueAttributes': 'look',
};

/** Lambda polls the queue with the rights of its consumer. */
const OF_POLLING = [
  'sqs:ReceiveMessage',
  'sqs:ChangeMessageVisibility',
  'sqs:GetQueueUrl',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
];

/** Lists rights as a `stores` column writes them, without those of switches, hits and polling. */
function rightsIn({ Action, Resource }: Statement): string[] {
  const actions = [Action].flat();
  const polls = actions.includes('sqs:ReceiveMessage');
  const own = actions.filter((action) => !(polls && OF_POLLING.includes(action)));
  return [Resource].flat().flatMap((resource) => {
    const text = JSON.stringify(resource);
    if (/FaultHits|Switches/.test(text)) return [];
    const store = Object.keys(STORES).find((id) => new RegExp(`"${id}[0-9A-F]{8}"`).test(text));
    return own.map((action) => `${STORES[store ?? '']}.${RIGHTS[action]}`);
  });
}

test('no function may do everything, or anything to everything', () => {
  for (const { Action, Resource } of Object.keys(templates).flatMap((stack) => statementsOf(stack))) {
    expect([Action].flat().filter((action) => action.includes('*'))).toEqual([]);
    expect([Resource].flat()).not.toContain('*');
  }
});

describe('every function may do what its stores column names, switches and hits aside', () => {
  test.each(COLUMNS)('$stack: $name', ({ stack, name, stores }) => {
    const granted = policiesOf(stack)
      .filter(([id]) => id.startsWith(`${name}ServiceRole`))
      .flatMap(([, statements]) => statements.flatMap(rightsIn));

    expect(granted.sort()).toEqual(stores.filter((store) => store.includes('.')).sort());
  });
});

describe('every function has the rights to switches and hits that its faults need, and no others', () => {
  test.each(COLUMNS)('$stack: $name', ({ stack, name, forFaults }) => {
    const granted = policiesOf(stack)
      .filter(([id]) => id.startsWith(`${name}ServiceRole`))
      .flatMap(([, statements]) => statements)
      .filter(({ Resource }) => /FaultHits|Switches/.test(JSON.stringify(Resource)))
      .flatMap(({ Action }) => [Action].flat());

    expect(granted.sort()).toEqual(forFaults);
  });
});

test('placing an order sends recoveries, and only their consumer takes them', () => {
  expect(actionsOf('FoodDeliveryOrder', 'RestplaceOrder')).toContain('sqs:SendMessage');
  expect(actionsOf('FoodDeliveryOrder', 'RestplaceOrder')).not.toContain('sqs:ReceiveMessage');
  expect(actionsOf('FoodDeliveryOrder', 'ConsumersrecoverOrder')).toContain('sqs:ReceiveMessage');
});

test('only the routes that change switches may change them, and they reach nothing else but hits', () => {
  const writers = Object.keys(templates).flatMap((stack) =>
    policiesOf(stack)
      .filter(([, statements]) =>
        statements.some(({ Action }) => [Action].flat().includes('ssm:PutParameter')),
      )
      .map(([id, statements]) => `${stack} ${id.replace(/ServiceRole.*/, '')} ${statements.length}`),
  );

  expect(writers.sort()).toEqual([
    'FoodDeliveryOrder RestendFault 2',
    'FoodDeliveryOrder RestendFaults 2',
    'FoodDeliveryOrder RestsetFault 2',
    'FoodDeliveryOrder RestsetPaymentFailure 2',
    'FoodDeliveryRestaurant RestendFault 1',
    'FoodDeliveryRestaurant RestendFaults 1',
    'FoodDeliveryRestaurant RestsetFault 1',
    'FoodDeliveryRestaurant RestsetInventoryDelay 1',
    'FoodDeliveryUser RestendFault 2',
    'FoodDeliveryUser RestendFaults 2',
    'FoodDeliveryUser RestsetChaosDelay 2',
    'FoodDeliveryUser RestsetChaosError 2',
    'FoodDeliveryUser RestsetFault 2',
  ]);
  const stacks = Object.keys(templates).toSorted();
  expect(stacks.map((stack) => [stack, ...actionsOf(stack, 'RestlistFaults')])).toEqual([
    ['FoodDeliveryOrder', 'dynamodb:GetItem', 'ssm:GetParameter'],
    ['FoodDeliveryRestaurant', 'ssm:GetParameter'],
    ['FoodDeliveryUser', 'dynamodb:GetItem', 'ssm:GetParameter'],
  ]);
  const change = ['dynamodb:UpdateItem', 'ssm:GetParameter', 'ssm:PutParameter'];
  expect(actionsOf('FoodDeliveryUser', 'RestsetChaosError')).toEqual(change);
  for (const name of ['RestsetFaultServiceRole', 'RestendFaultServiceRole', 'RestendFaultsServiceRole']) {
    expect(actionsOf('FoodDeliveryOrder', name)).toEqual(['dynamodb:GetItem', ...change]);
  }
});

test('pages and not-found may do nothing', () => {
  for (const stack of Object.keys(templates)) {
    expect(actionsOf(stack, 'Restdocs')).toEqual([]);
    expect(actionsOf(stack, 'RestnotFound')).toEqual([]);
  }
});

test.each([
  ['user', 'FoodDeliveryUser'],
  ['order', 'FoodDeliveryOrder'],
])('the %s adapters may do to their tables what they do, and no more', (service, stack) => {
  const granted = new Set(
    statementsOf(stack).flatMap(({ Action, Resource }) =>
      JSON.stringify(Resource).includes('FaultHits')
        ? []
        : [Action].flat().filter((action) => action.startsWith('dynamodb:')),
    ),
  );

  expect([...granted].sort()).toEqual(actionsInCode(service));
});

function policiesOf(stack: string): (readonly [string, readonly Statement[]])[] {
  return resourcesOf(templates[stack], 'AWS::IAM::Policy').map(({ Properties }) => {
    const { Statement } = Properties.PolicyDocument as { Statement: readonly Statement[] };
    return [String(Properties.PolicyName), Statement] as const;
  });
}

const statementsOf = (stack: string): Statement[] =>
  policiesOf(stack).flatMap(([, statements]) => statements);

const actionsOf = (stack: string, prefix: string): string[] =>
  policiesOf(stack)
    .filter(([id]) => id.startsWith(prefix))
    .flatMap(([, statements]) => statements.flatMap(({ Action }) => [Action].flat()))
    .sort();

/** Lists the IAM actions of commands and of transactions' parts. */
function actionsInCode(service: string): string[] {
  const folder = join(import.meta.dirname, '..', '..', 'functions', service, 'adapters');
  const code = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .filter((text) => text.includes('dynamo: Dynamo'))
    .join('\n');
  const called = [...code.matchAll(/\bdynamo\.(\w+)\(/g)].map(([, call = '']) => ACTIONS[call] ?? call);
  return [...new Set(called)].map((action) => `dynamodb:${action}`).sort();
}

/** The right that each call of `Dynamo` needs. */
const ACTIONS: Readonly<Record<string, string>> = {
  get: 'GetItem',
  put: 'PutItem',
  update: 'UpdateItem',
  query: 'Query',
  putTogether: 'PutItem',
  batchGet: 'BatchGetItem',
};
