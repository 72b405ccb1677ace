import type { VNode } from 'preact';
import { expect, test } from 'vitest';
import { latency } from '#shared/faults/modes/latency';
import { Coded } from './coded.tsx';

/** Text as it is, code in angle brackets. */
const shown = (text: string): string => {
  const { children } = (
    Coded({ text }) as VNode<{ children: readonly (string | VNode<{ children: string }>)[] }>
  ).props;
  return children.map((part) => (typeof part === 'string' ? part : `<${part.props.children}>`)).join('');
};

test('what stands between backticks is code, and no backtick is shown', () => {
  expect(shown('Always `ms`, or `p50_ms`.')).toBe('Always <ms>, or <p50_ms>.');
  expect(shown('Plain.')).toBe('Plain.');
  expect(shown(latency.summary)).not.toContain('`');
});
