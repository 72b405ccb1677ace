import { expect, test } from 'vitest';
import { CUT_VALUES, VALUE_LENGTH, valuesOf } from './call-values.ts';

const countOf = (text: string): number => text.length / VALUE_LENGTH;

test('equal values are written equally, wherever they stand', () => {
  const [id, path] = [valuesOf(7_012), valuesOf('/inventory/reservations/7012/release')];

  expect(id).toHaveLength(VALUE_LENGTH);
  expect(countOf(path)).toBe(4);
  expect(path).toContain(id);
  expect(valuesOf({ pk: { S: 'order#7012' } })).toBe(valuesOf('order') + id);
  expect(valuesOf('{"order_id":7012}')).toBe(valuesOf('order_id') + id);
});

test.each([
  [1, 2],
  ['김치', '김밥'],
  [
    [1, 2],
    [2, 1],
  ],
  [{ a: true }, { a: false }],
])('%j and %j are told apart', (one, other) => {
  expect(valuesOf(one)).not.toBe(valuesOf(other));
});

test('no value is written as it is', () => {
  expect(valuesOf(['secret', 'secret-2'])).not.toContain('secret');
});

test('the time of a call makes no difference to it', () => {
  const call = (at: number) => ({ at, updated_at: at, ':decided_at': at, what: 'charge' });

  expect(valuesOf(call(1))).toBe(valuesOf(call(2)));
  expect(valuesOf({ format: 1 })).not.toBe(valuesOf({ format: 2 }));
});

test('what is missing has no values, and of many only the first are written', () => {
  expect(valuesOf(undefined)).toBe('');
  expect(valuesOf([null, '', [], {}])).toBe('');
  const many = Array.from({ length: 64 }, (_, at) => at);
  expect(countOf(valuesOf(many))).toBe(64);
  expect(valuesOf([...many, 64])).toBe(valuesOf(many) + CUT_VALUES);
  expect(valuesOf(many.concat(64).join(' '))).toBe(valuesOf(many) + CUT_VALUES);
});
