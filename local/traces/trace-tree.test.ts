import { expect, test } from 'vitest';
import { type TestSpan, traceIdFor, tracesBody } from '#tests/support/engine/test-spans';
import { readTrace } from './trace-document.ts';
import { TraceStore } from './trace-store.ts';
import { treeOf } from './trace-tree.ts';

function tree(...spans: Omit<TestSpan, 'trace'>[]): [string, number, boolean][] {
  const store = new TraceStore();
  const body = tracesBody(
    'order',
    spans.map((span) => ({ trace: 'a', ...span })),
  );
  store.addSpans(body, JSON.parse(body.toString()));
  const rows = treeOf(readTrace(store, traceIdFor('a'))?.spans ?? []);
  return rows.map(({ span, depth, isOrphan }) => [span.name, depth, isOrphan]);
}

test('children are listed below their parent in the order of their start', () => {
  expect(
    tree(
      { id: '3', parent: '1', atMs: 5 },
      { id: '2', parent: '1', atMs: 2 },
      { id: '4', parent: '2', atMs: 6 },
      { id: '1' },
    ),
  ).toEqual([
    ['1', 0, false],
    ['2', 1, false],
    ['4', 2, false],
    ['3', 1, false],
  ]);
});

test('a span whose parent is missing is a marked root', () => {
  expect(tree({ id: '2', parent: '1' })).toEqual([['2', 0, true]]);
});

test('spans that are each other’s parents are all shown once', () => {
  expect(tree({ id: '1', parent: '2' }, { id: '2', parent: '1' }, { id: '3', parent: '3' })).toHaveLength(3);
});
