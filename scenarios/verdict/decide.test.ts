import { expect, test } from 'vitest';
import { exampleCheck } from '../report/example-report.ts';
import type { ReportedCheck } from '../report/run-report.ts';
import { controlOf } from './control.ts';
import { decide } from './decide.ts';

const broken = (kind: ReportedCheck['kind'], name: string) => exampleCheck({ kind, name, holds: false });
const verdictOf = (...checks: ReportedCheck[]) => decide('example', [exampleCheck(), ...checks]).verdict;

test('a run passes when every check holds', () => {
  expect(verdictOf()).toBe('PASS');
});

test.each([
  ['a limit of the fault', broken('limit', 'fault: p95'), 'FAIL'],
  ['the recovery', broken('limit', 'recovery'), 'FAIL'],
  ['wrong data', broken('data', 'stock'), 'FAIL'],
  ['a broken promise', broken('history', 'acknowledged'), 'FAIL'],
  ['a fault that never acted', broken('fault', 'fault scenario-1'), 'INCONCLUSIVE'],
  ['a start that was not steady', broken('limit', 'steady: failed'), 'INCONCLUSIVE'],
  ['a generator that was the limit', broken('honesty', 'honest load'), 'INCONCLUSIVE'],
] as const)('%s decides', (_, check, verdict) => {
  expect(verdictOf(check)).toBe(verdict);
});

test('wrong data fails a run that proves nothing else', () => {
  expect(verdictOf(broken('honesty', 'honest load'), broken('data', 'stock'))).toBe('FAIL');
});

test('a limit that is missed proves nothing where the generator was the limit', () => {
  expect(verdictOf(broken('honesty', 'honest load'), broken('limit', 'fault: p95'))).toBe('INCONCLUSIVE');
});

test('the sentence names what failed, with value and limit', () => {
  expect(decide('example', [broken('limit', 'fault: p95')]).sentence).toBe(
    'example failed: fault: p95 is 120 ms, allowed at most 500 ms.',
  );
});

test('a negative control must fail by the check that it is for', () => {
  const checks = [broken('data', 'stock')];

  expect(controlOf({ verdict: 'FAIL', checks }, 'stock').isRight).toBe(true);
  expect(controlOf({ verdict: 'FAIL', checks }, 'ledger').isRight).toBe(false);
  expect(controlOf({ verdict: 'PASS', checks: [] }, 'stock').isRight).toBe(false);
});
