import type { Random } from '#simulation/random';
import { RandomExpressions } from './random-expression.ts';
import { randomAttributes, randomIndexKeys, randomKey } from './random-value.ts';

export interface Call {
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

type Draw = (random: Random, TableName: string) => Call;

const randomItem = (random: Random) => ({
  ...randomKey(random),
  ...randomIndexKeys(random),
  ...randomAttributes(random),
});

/** A condition for half of the writes, with or without the old item in a refusal. */
function maybeCondition(random: Random, expressions: RandomExpressions) {
  if (random.chance(1 / 2)) return {};
  return {
    ConditionExpression: expressions.condition(),
    ReturnValuesOnConditionCheckFailure: random.pick(['ALL_OLD', 'NONE']),
  };
}

const put: Draw = (random, TableName) => {
  const expressions = new RandomExpressions(random);
  const condition = maybeCondition(random, expressions);
  const ReturnValues = random.pick(['ALL_OLD', 'NONE']);
  const input = {
    TableName,
    Item: randomItem(random),
    ReturnValues,
    ...condition,
    ...expressions.placeholders,
  };
  return { action: 'PutItem', input };
};

const update: Draw = (random, TableName) => {
  const expressions = new RandomExpressions(random);
  const UpdateExpression = expressions.update();
  const condition = maybeCondition(random, expressions);
  // ALL_OLD of a new item is its key in Dynoxide, and nothing on AWS
  const ReturnValues = random.pick(['ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW', 'NONE']);
  const wanted = { UpdateExpression, ReturnValues, ...condition, ...expressions.placeholders };
  return { action: 'UpdateItem', input: { TableName, Key: randomKey(random), ...wanted } };
};

const remove: Draw = (random, TableName) => {
  const expressions = new RandomExpressions(random);
  const condition = maybeCondition(random, expressions);
  const input = { TableName, Key: randomKey(random), ReturnValues: 'ALL_OLD', ...condition };
  return { action: 'DeleteItem', input: { ...input, ...expressions.placeholders } };
};

const get: Draw = (random, TableName) => {
  const expressions = new RandomExpressions(random);
  const projection = random.chance(1 / 2) && { ProjectionExpression: `h, ${expressions.path()}` };
  const input = { TableName, Key: randomKey(random), ...projection, ...expressions.placeholders };
  return { action: 'GetItem', input };
};

const SORT_KEYS = { table: 'r', 'by-g': 'l', 'by-l': 'l' } as const;

const query: Draw = (random, TableName) => {
  const expressions = new RandomExpressions(random);
  const index = random.pick(['table', 'by-g', 'by-l'] as const);
  const hash = index === 'by-g' ? ['g', random.pick(['p', 'q'])] : ['h', random.pick(['x', 'y'])];
  const sort = SORT_KEYS[index];
  const number = () => expressions.value({ N: random.pick(['-2.5', '0', '1', '2']) });
  const range = random.pick([
    () => '',
    () => ` AND ${sort} ${random.pick(['=', '<', '<=', '>', '>='])} ${number()}`,
    () => ` AND ${sort} BETWEEN ${expressions.value({ N: '-2.5' })} AND ${expressions.value({ N: '2' })}`,
  ]);
  const condition = `${hash[0]} = ${expressions.value({ S: hash[1] })}${range()}`;
  return {
    action: 'Query',
    input: {
      TableName,
      ...(index !== 'table' && { IndexName: index }),
      KeyConditionExpression: condition,
      ScanIndexForward: random.chance(1 / 2),
      ...(random.chance(1 / 3) && { FilterExpression: expressions.condition(1) }),
      ...(random.chance(1 / 4) && { Select: 'COUNT' }),
      // pages end between entries of equal keys in an order that AWS leaves open
      ...(index === 'table' && random.chance(1 / 2) && { Limit: random.between(1, 4) }),
      ...expressions.placeholders,
    },
  };
};

const scan: Draw = (random, TableName) => {
  const expressions = new RandomExpressions(random);
  const FilterExpression = expressions.condition(1);
  return { action: 'Scan', input: { TableName, FilterExpression, ...expressions.placeholders } };
};

const transact: Draw = (random, TableName) => {
  const writes = Array.from({ length: random.between(1, 3) }, () => {
    const { action, input } = random.pick([put, update, remove])(random, TableName);
    const { ReturnValues: _, ...write } = input;
    return { [action.replace('Item', '')]: write };
  });
  return { action: 'TransactWriteItems', input: { TransactItems: writes } };
};

const DRAWS: readonly Draw[] = [put, put, update, update, update, remove, get, query, query, scan, transact];

export const randomCall: Draw = (random, TableName) => random.pick(DRAWS)(random, TableName);
