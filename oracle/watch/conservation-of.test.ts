import { expect, test } from 'vitest';
import type { Snapshot } from '#oracle/snapshot';
import type { Verdict } from '#oracle/verdict';
import { conservationOf } from './conservation-of.ts';

const menu = (id: number, inventory: number) => [id, { id, name: `dish ${id}`, inventory }] as const;
const CHANGES = { opening: 100, restored: 0, deducted: 0 };

/** Menus 1 to 4, of which 2 and 3 lack portions, and a rule that names some of them. */
function verdictOf(named: readonly number[]): Verdict {
  const stock = {
    menus: new Map([menu(1, 100), menu(2, 90), menu(3, 95), menu(4, 100)]),
    changes: new Map([1, 2, 3, 4].map((id) => [id, CHANGES])),
    reservations: new Map(),
  };
  const snapshot = { takenAtMs: 1, orders: new Map(), ledger: new Map(), deadLetters: [], copies: [], stock };
  const violations = named.map((id) => ({ subject: `menu ${id}`, expected: 'x', found: 'y' }));
  return {
    holds: named.length === 0,
    snapshot: snapshot as unknown as Snapshot,
    results: [{ rule: { name: 'stock', claim: '' }, checked: 4, violations }],
  };
}

test('the table names the menus that the rule names: those that two readings found wrong', () => {
  const { menus, rules, portions } = conservationOf(verdictOf([3]), 1);

  expect(rules[0]?.examples.map(({ subject }) => subject)).toEqual(['menu 3']);
  expect(menus.map(({ id, is_violated }) => [id, is_violated])).toEqual([
    [3, true],
    [2, false],
    [1, false],
    [4, false],
  ]);
  expect(portions).toEqual({ stocked: 400, sold: 0, held: 0, left: 385 });
});
