import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { resourcesOf, synthesise, type Template } from './synthesis.ts';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

let templates: Record<string, Template>;
beforeAll(() => {
  templates = synthesise('local');
});

test('no function may do everything, or anything to everything', () => {
  for (const { Action, Resource } of Object.keys(templates).flatMap((stack) => statementsOf(stack))) {
    expect([Action].flat().filter((action) => action.includes('*'))).toEqual([]);
    expect([Resource].flat()).not.toContain('*');
  }
});

test.each([
  [
    'FoodDeliveryUser',
    'RestgetUser',
    ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'ssm:GetParameter'],
  ],
  ['FoodDeliveryRestaurant', 'RestlistMenus', ['ssm:GetParameter']],
])('%s: %s reaches its own store and switches', (stack, prefix, actions) => {
  expect(actionsOf(stack, prefix)).toEqual(actions);
});

test('placing an order sends recoveries, and only their consumer takes them', () => {
  expect(actionsOf('FoodDeliveryOrder', 'RestplaceOrder')).toContain('sqs:SendMessage');
  expect(actionsOf('FoodDeliveryOrder', 'RestplaceOrder')).not.toContain('sqs:ReceiveMessage');
  expect(actionsOf('FoodDeliveryOrder', 'ConsumersrecoverOrder')).toContain('sqs:ReceiveMessage');
});

test('only the health check of the order service looks at the queue and reads the ledger', () => {
  const readers = policiesOf('FoodDeliveryOrder')
    .filter(([id, statements]) =>
      statements.some(
        ({ Action, Resource }) =>
          (!id.startsWith('Consumers') && [Action].flat().includes('sqs:GetQueueAttributes')) ||
          ([Action].flat().includes('dynamodb:GetItem') && JSON.stringify(Resource).includes('Payments')),
      ),
    )
    .map(([id]) => id.replace(/ServiceRole.*/, ''));

  expect(readers).toEqual(['RestgetHealth']);
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
    'FoodDeliveryOrder RestendFaults 2',
    'FoodDeliveryOrder RestsetPaymentFailure 2',
    'FoodDeliveryRestaurant RestendFaults 1',
    'FoodDeliveryRestaurant RestsetInventoryDelay 1',
    'FoodDeliveryUser RestendFaults 2',
    'FoodDeliveryUser RestsetChaosDelay 2',
    'FoodDeliveryUser RestsetChaosError 2',
  ]);
  const stacks = Object.keys(templates).toSorted();
  expect(stacks.map((stack) => [stack, ...actionsOf(stack, 'RestlistFaults')])).toEqual([
    ['FoodDeliveryOrder', 'dynamodb:GetItem', 'ssm:GetParameter'],
    ['FoodDeliveryRestaurant', 'ssm:GetParameter'],
    ['FoodDeliveryUser', 'dynamodb:GetItem', 'ssm:GetParameter'],
  ]);
  for (const [stack, name] of [
    ['FoodDeliveryUser', 'RestsetChaosError'],
    ['FoodDeliveryOrder', 'RestendFaults'],
  ] as const) {
    expect(actionsOf(stack, name)).toEqual(['dynamodb:UpdateItem', 'ssm:GetParameter', 'ssm:PutParameter']);
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

/** What commands and parts of transactions ask for. */
function actionsInCode(service: string): string[] {
  const folder = join(import.meta.dirname, '..', '..', 'functions', service, 'adapters');
  const code = readdirSync(folder)
    .filter((file) => file.startsWith('dynamo-') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const single = [...code.matchAll(/new (Get|Put|Update|Delete)Command\(/g)].map(([, verb]) => `${verb}Item`);
  const inTransaction = [...code.matchAll(/\b(Put|Update|Delete|ConditionCheck): \{/g)].map(
    ([, verb]) => `${verb}Item`,
  );
  const query = code.includes('new QueryCommand(') ? ['Query'] : [];
  return [...new Set([...single, ...inTransaction, ...query])].map((action) => `dynamodb:${action}`).sort();
}
