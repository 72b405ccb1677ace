import { expect, test } from 'vitest';
import type { AttributeValue, Item } from '../values/attribute-value.ts';
import { applyUpdate } from './apply-update.ts';
import { parseUpdate } from './parse-update.ts';
import { Placeholders } from './placeholders.ts';

const LIST = { L: [{ S: 'a' }, { S: 'b' }, { S: 'c' }] };
const ITEM: Item = {
  n: { N: '1' },
  tags: { SS: ['x', 'y'] },
  letters: LIST,
  m: { M: { part: { N: '5' } } },
};
const VALUES: Readonly<Record<string, AttributeValue>> = {
  ':1': { N: '1' },
  ':new': { S: 'new' },
  ':news': { L: [{ S: 'new' }] },
  ':x': { SS: ['x'] },
  ':xy': { SS: ['x', 'y'] },
};

function updated(expression: string): Item {
  const placeholders = new Placeholders({ ExpressionAttributeValues: VALUES });
  return applyUpdate(ITEM, parseUpdate(expression, placeholders));
}

test.each<[string, Item]>([
  ['SET n = n + :1', { n: { N: '2' } }],
  ['SET n = n - :1, another = n', { n: { N: '0' }, another: { N: '1' } }],
  ['SET another = if_not_exists(gone, :1) + :1', { another: { N: '2' } }],
  ['SET m.extra = if_not_exists(m.part, :1)', { m: { M: { part: { N: '5' }, extra: { N: '5' } } } }],
  ['SET letters = list_append(:news, letters)', { letters: { L: [{ S: 'new' }, ...LIST.L] } }],
  ['SET letters[1] = :new', { letters: { L: [{ S: 'a' }, { S: 'new' }, { S: 'c' }] } }],
  ['SET letters[9] = :new', { letters: { L: [...LIST.L, { S: 'new' }] } }],
  ['REMOVE letters[0], letters[2]', { letters: { L: [{ S: 'b' }] } }],
  ['REMOVE letters[7], gone', {}],
  ['REMOVE m.part', { m: { M: {} } }],
  ['ADD n :1, tags :x, fresh :1', { n: { N: '2' }, fresh: { N: '1' } }],
  ['set n = :1 add fresh :x', { fresh: { SS: ['x'] } }],
  ['DELETE tags :x', { tags: { SS: ['y'] } }],
])('%s', (expression, changes) => {
  expect(updated(expression)).toEqual({ ...ITEM, ...changes });
});

test('a set that loses its last member ceases to be', () => {
  expect(updated('DELETE tags :xy')).not.toHaveProperty('tags');
});

test.each([
  ['SET m.a.b = :1', 'The document path provided in the update expression is invalid for update'],
  ['SET n[0] = :1', 'The document path provided in the update expression is invalid for update'],
  ['REMOVE gone.part', 'The document path provided in the update expression is invalid for update'],
  ['SET a = gone', 'The provided expression refers to an attribute that does not exist in the item'],
  ['SET n = tags + :1', 'An operand in the update expression has an incorrect data type'],
  [
    'SET n = n + :new',
    'Incorrect operand type for operator or function; operator or function: +, operand type: S',
  ],
  ['ADD n :x', 'An operand in the update expression has an incorrect data type'],
  ['ADD a :new', 'Incorrect operand type for operator or function; operator: ADD, operand type: S'],
  ['SET n = :1 SET a = :1', 'The "SET" section can only be used once in an update expression;'],
  ['SET n = :1 REMOVE n', 'Two document paths overlap with each other'],
  ['SET m = :1, m.part = :1', 'Two document paths overlap with each other'],
  ['SET n = nope(:1)', 'Invalid function name; function: nope'],
  ['n = :1', 'Syntax error; token: "n"'],
])('refuses %s', (expression, why) => {
  expect(() => updated(expression)).toThrow(why);
});
