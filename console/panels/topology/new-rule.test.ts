import { expect, test } from 'vitest';
import { RuleId } from '#shared/faults/rules/rule-id';
import { type Draft, ruleOf } from './new-rule.ts';

const MODE = { summary: { en: '', ko: '' }, whens: ['before', 'after'], params: [] };
const DRAFT: Draft = {
  point: 'restaurant.inventory.reserve',
  mode: 'latency',
  when: 'before',
  percent: '100',
  seconds: '60',
  scope: 'all',
  scopeId: '',
  params: {},
};
const idOf = (changed: Partial<Draft>): string => ruleOf({ ...DRAFT, ...changed }, MODE, 0).id;

test('rules that act on other calls have other ids, so that one does not replace the other', () => {
  const ids = [
    {},
    { when: 'after' },
    { scope: 'user_id', scopeId: '7' },
    { scope: 'user_id', scopeId: '8' },
    { scope: 'menu_id', scopeId: '7' },
    { scope: 'menu_id', scopeId: '7', when: 'after' },
    { mode: 'error' },
    { point: 'restaurant.inventory.release' },
  ] as const satisfies readonly Partial<Draft>[];

  expect(new Set(ids.map(idOf)).size).toBe(ids.length);
  expect(idOf({})).toBe('latency-inventory-reserve');
});

test('the same fault with another share replaces the one before', () => {
  expect(idOf({ percent: '10', seconds: '5' })).toBe(idOf({}));
});

test('an id is one that services take, and its end is kept', () => {
  const point = `order.${'a-long-port'.repeat(3)}.${'aLongMethod'.repeat(3)}`;
  const ids = ['1234567890', '1234567891', '-2.5', ''].map((scopeId) =>
    idOf({ point, when: 'after', scope: 'order_id', scopeId }),
  );

  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(RuleId.parse(id)).toBe(id);
});
