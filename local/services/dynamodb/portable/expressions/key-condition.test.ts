import { expect, test } from 'vitest';
import type { Keys } from '../tables/table.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { keyRangeOf } from './key-condition.ts';
import { parseCondition } from './parse-condition.ts';
import { Placeholders } from './placeholders.ts';

const KEYS: Keys = { hash: { name: 'h', type: 'S' }, range: { name: 'r', type: 'S' } };
const VALUES: Readonly<Record<string, AttributeValue>> = {
  ':a': { S: 'a' },
  ':b': { S: 'b' },
  ':n': { N: '1' },
  ':empty': { S: '' },
};

function rangeOf(expression: string) {
  const placeholders = new Placeholders({ ExpressionAttributeValues: VALUES });
  return keyRangeOf(parseCondition(expression, 'KeyConditionExpression', placeholders), KEYS);
}

test.each([
  ['h = :a', []],
  ['h = :a AND r >= :b', [['>=', 'b']]],
  ['r < :b AND (h = :a)', [['<', 'b']]],
  [
    'h = :a AND r BETWEEN :a AND :b',
    [
      ['>=', 'a'],
      ['<=', 'b'],
    ],
  ],
  [
    'h = :a AND begins_with(r, :b)',
    [
      ['>=', 'b'],
      ['<', 'c'],
    ],
  ],
])('%s', (expression, bounds) => {
  const range = rangeOf(expression);

  expect(range.hash.toString()).toBe('a');
  expect(range.bounds.map(({ operator, bytes }) => [operator, bytes.toString()])).toEqual(bounds);
});

test.each([
  ['r = :a', 'Query condition missed key schema element: h'],
  ['h = :a AND unknown1 = :b', 'Query condition missed key schema element: r'],
  ['h > :a', 'Query key condition not supported'],
  ['h = :a AND r <> :b', 'Query key condition not supported'],
  ['h = :a OR r = :b', 'Invalid operator used in KeyConditionExpression: OR'],
  ['h = :a AND r > :a AND r < :b', 'must only contain one condition per key'],
  ['h = :n', 'Condition parameter type does not match schema type'],
  ['h = :empty', 'cannot contain an empty string value. Key: h'],
  ['h = :a AND r BETWEEN :b AND :a', 'The BETWEEN operator requires upper bound'],
  ['h.x = :a', 'cannot have conditions on nested attributes'],
  ['attribute_exists(h)', 'Query key condition not supported'],
])('refuses %s', (expression, why) => {
  expect(() => rangeOf(expression)).toThrow(why);
});
