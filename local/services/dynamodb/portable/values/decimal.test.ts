import { expect, test } from 'vitest';
import { addNumbers } from './arithmetic.ts';
import { canonicalNumber } from './decimal.ts';
import { orderedBytes } from './key-bytes.ts';

test.each([
  ['007', '7'],
  ['1.500', '1.5'],
  ['-0', '0'],
  ['1e3', '1000'],
  ['1.25E-2', '0.0125'],
  ['.5', '0.5'],
  ['+3.', '3'],
  ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
  ['9.9999999999999999999999999999999999999E+125', `99999999999999999999999999999999999999${'0'.repeat(88)}`],
])('writes %s as %s', (given, canonical) => {
  expect(canonicalNumber(given)).toBe(canonical);
});

test.each([
  ['', 'cannot be converted'],
  ['1,5', 'cannot be converted'],
  ['NaN', 'cannot be converted'],
  ['1e', 'cannot be converted'],
  ['123456789012345678901234567890123456789', 'more than 38 significant digits'],
  ['1e126', 'overflow'],
  ['1e-131', 'underflow'],
])('refuses %j', (given, why) => {
  expect(() => canonicalNumber(given)).toThrow(why);
});

test('adds and subtracts exactly', () => {
  expect(addNumbers('0.1', '0.2')).toBe('0.3');
  expect(addNumbers('9007199254740993', '1')).toBe('9007199254740994');
  expect(addNumbers('1', '1', -1)).toBe('0');
  expect(addNumbers('0', '-2.5')).toBe('-2.5');
  expect(addNumbers('1e3', '0.001')).toBe('1000.001');
  expect(() => addNumbers('1e40', '1')).toThrow('38 significant digits');
});

test('the bytes of numbers have the order of the numbers', () => {
  const inOrder = ['-1e125', '-100', '-12', '-10', '-2.5', '-2', '-0.25', '-1e-130', '0'].concat([
    '1e-130',
    '0.1',
    '0.25',
    '1',
    '1.5',
    '2',
    '10',
    '10.01',
    '12',
    '1e125',
  ]);
  const bytes = inOrder.map((N) => orderedBytes({ N }) ?? Buffer.alloc(0));

  expect(bytes.toSorted(Buffer.compare)).toEqual(bytes);
  expect(new Set(bytes.map((each) => each.toString('hex'))).size).toBe(inOrder.length);
});
