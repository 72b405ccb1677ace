import { expect, test } from 'vitest';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { meets } from './evaluate.ts';
import { parseCondition } from './parse-condition.ts';
import { Placeholders } from './placeholders.ts';

const ITEM: Item = {
  n: { N: '10' },
  s: { S: 'abc' },
  members: { SS: ['x', 'y'] },
  list: { L: [{ S: 'first' }, { M: { deep: { N: '1' } } }] },
  nothing: { NULL: true },
};
const VALUES: Readonly<Record<string, AttributeValue>> = {
  ':2': { N: '2' },
  ':10': { N: '10' },
  ':text2': { S: '2' },
  ':ab': { S: 'ab' },
  ':x': { S: 'x' },
  ':yx': { SS: ['y', 'x'] },
  ':S': { S: 'S' },
};
const NAMES = { '#list': 'list', '#status': 'status' };

function parsed(expression: string) {
  const placeholders = new Placeholders({
    ExpressionAttributeNames: NAMES,
    ExpressionAttributeValues: VALUES,
  });
  return parseCondition(expression, 'ConditionExpression', placeholders);
}

test.each([
  ['n > :2', true],
  ['n > :text2', false],
  ['n <> :text2', true],
  ['gone <> :2', true],
  ['gone < :2', false],
  ['n BETWEEN :2 AND :10 AND NOT s = :ab', true],
  ['n = :2 OR n = :10 AND s = :ab', false],
  ['(n = :2 OR n = :10) and begins_with(s, :ab)', true],
  ['n IN (:2, :10)', true],
  ['members = :yx', true],
  ['contains(members, :x)', true],
  ['contains(s, :ab)', true],
  ['contains(#list[0], :ab)', false],
  ['size(s) > :2', true],
  ['size(members) = :2', true],
  ['attribute_type(s, :S)', true],
  ['attribute_exists(#list[1].deep)', true],
  ['attribute_not_exists(#list[2])', true],
  ['attribute_exists(nothing)', true],
])('%s is %s', (expression, result) => {
  expect(meets(ITEM, parsed(expression))).toBe(result);
});

test.each([
  ['', 'The expression can not be empty;'],
  ['status = :2', 'Attribute name is a reserved keyword; reserved keyword: status'],
  [
    '#nope = :2',
    'An expression attribute name used in the document path is not defined; attribute name: #nope',
  ],
  ['n = :nope', 'An expression attribute value used in expression is not defined; attribute value: :nope'],
  ['n = = :2', 'Syntax error; token: "=", near: "= = :2"'],
  ['n =', 'Syntax error; token: "<EOF>", near: "="'],
  ['n ; :2', 'Syntax error; token: ";", near: "; :2"'],
  ['n = :2 n', 'Syntax error; token: "n"'],
  ['sizes(n, :2)', 'Invalid function name; function: sizes'],
  ['attribute_exists(n, s)', 'Incorrect number of operands for operator or function'],
  ['attribute_exists(:2)', 'Operator or function requires a document path'],
  ['😀 = :2', 'Syntax error; token: '],
])('refuses %j', (expression, why) => {
  expect(() => parsed(expression)).toThrow(`Invalid ConditionExpression: ${why}`);
});

test('names the placeholders that no expression used', () => {
  const placeholders = new Placeholders({
    ExpressionAttributeValues: { ':a': { N: '1' }, ':b': { N: '2' } },
  });
  parseCondition('n = :a', 'ConditionExpression', placeholders);

  expect(() => placeholders.checkAllUsed()).toThrow(
    'Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}',
  );
});
