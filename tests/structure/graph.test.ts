import { expect, test } from 'vitest';
import { circlesOf, floorsOf, graphOf } from './graph.ts';

test('a node stands one floor above the highest node it points to', () => {
  const graph = graphOf(
    ['cli', 'engine', 'host'],
    [
      ['cli', 'engine'],
      ['cli', 'host'],
      ['engine', 'host'],
      ['host', 'host'],
    ],
  );

  expect(Object.fromEntries(floorsOf(graph))).toEqual({ host: 1, engine: 2, cli: 3 });
  expect(circlesOf(graph)).toEqual([]);
});

test('nodes that reach each other form one circle on one floor', () => {
  const graph = graphOf(
    ['a', 'b', 'c', 'd', 'e'],
    [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
      ['c', 'd'],
      ['e', 'a'],
    ],
  );

  expect(circlesOf(graph).map((circle) => circle.toSorted())).toEqual([['a', 'b', 'c']]);
  expect(Object.fromEntries(floorsOf(graph))).toEqual({ a: 2, b: 2, c: 2, d: 1, e: 3 });
});
