import { expect, test } from 'vitest';
import type { Item } from '../values/attribute-value.ts';
import { Placeholders } from './placeholders.ts';
import { parseProjection, project } from './project.ts';

const ITEM: Item = {
  a: { S: '1' },
  b: { M: { c: { N: '1' }, d: { N: '2' } } },
  l: { L: [{ S: 'x' }, { M: { y: { N: '1' }, z: { N: '2' } } }, { S: 'w' }] },
};

const projected = (expression: string): Item =>
  project(ITEM, parseProjection(expression, new Placeholders({})));

test.each<[string, Item]>([
  ['a, gone', { a: { S: '1' } }],
  ['b.d', { b: { M: { d: { N: '2' } } } }],
  ['l[2], l[0]', { l: { L: [{ S: 'x' }, { S: 'w' }] } }],
  ['l[1].z', { l: { L: [{ M: { z: { N: '2' } } }] } }],
  ['a.b, b[0], l[9]', {}],
])('%s', (expression, part) => {
  expect(projected(expression)).toEqual(part);
});

test('refuses paths that overlap', () => {
  expect(() => projected('b, b.c')).toThrow('Invalid ProjectionExpression: Two document paths overlap');
});
