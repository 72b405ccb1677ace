import { expect, test, vi } from 'vitest';

// the state of the page is read from its address
vi.stubGlobal('location', { search: '', pathname: '/' });
vi.stubGlobal('navigator', { language: 'en' });
const { moneyVerdict, portionsVerdict } = await import('./sum-verdict.ts');

const rule = (name: string, violations: number) => ({ name, violations, claim: '', examples: [] });

test.each([
  [0, [], { state: 'good', verdict: 'adds up' }],
  [19_000, [], { state: 'waiting', verdict: '19,000 under way' }],
  [19_000, [rule('ledger', 0), rule('stock', 1)], { state: 'waiting', verdict: '19,000 under way' }],
  [19_000, [rule('ledger', 1)], { state: 'bad', verdict: '19,000 not accounted for' }],
  [19_000, [rule('orphans', 1)], { state: 'bad', verdict: '19,000 not accounted for' }],
  [0, [rule('orphans', 1)], { state: 'good', verdict: 'adds up' }],
  [0, [rule('ledger', 1)], { state: 'bad', verdict: 'adds up, but not for each order' }],
])('money that is %d apart, with the rules %j', (difference, rules, expected) => {
  expect(moneyVerdict(difference, rules)).toEqual(expected);
});

test.each([
  [0, false, { state: 'good', verdict: 'adds up' }],
  [0, true, { state: 'bad', verdict: 'adds up, but not for each menu' }],
  [2, false, { state: 'waiting', verdict: '2 apart, in one of two readings' }],
  [2, true, { state: 'bad', verdict: '2 lost' }],
  [-2, true, { state: 'bad', verdict: '2 too many' }],
])('portions that are %d apart, violated: %s', (missing, isViolated, expected) => {
  expect(portionsVerdict(missing, isViolated)).toEqual(expected);
});
