import { expect, test } from 'vitest';
import { treeOf } from './span-tree.ts';

const tree = (...spans: readonly (readonly [spanId: string, parentSpanId: string | null])[]) =>
  treeOf(spans.map(([spanId, parentSpanId]) => ({ spanId, parentSpanId }))).map(({ span, depth }) => [
    span.spanId,
    depth,
  ]);

test('children are listed below their parent, in their order', () => {
  expect(tree(['1', null], ['2', '1'], ['3', '1'], ['4', '2'])).toEqual([
    ['1', 0],
    ['2', 1],
    ['4', 2],
    ['3', 1],
  ]);
});

test('a span whose parent is missing is a root', () => {
  expect(tree(['2', '1'])).toEqual([['2', 0]]);
});

test('spans that are each other’s parents are all shown once', () => {
  expect(tree(['1', '2'], ['2', '1'], ['3', '3'])).toHaveLength(3);
});

test('a trace may be as deep as the store keeps it', () => {
  const chain = Array.from(
    { length: 20_000 },
    (_, at) => [String(at), at === 0 ? null : String(at - 1)] as const,
  );

  expect(tree(...chain).at(-1)).toEqual(['19999', 19_999]);
});
