import { expect, test } from 'vitest';
import { mayChange } from './rest.ts';

const PENDING = { status: 'pending' };
const OWING = { status: 'failed', compensation_due: true };
const DONE = { status: 'failed', compensation_due: false };

test.each([
  ['pending', PENDING, undefined, true],
  ['owing', OWING, PENDING, true],
  ['just at rest', DONE, OWING, true],
  ['at rest', DONE, DONE, false],
  ['at rest when it was first read', DONE, undefined, false],
  ['in no store', undefined, undefined, false],
  ['in no store that can be read any more', undefined, DONE, false],
])('an order that is %s is read again: %#', (_, now, before, isAgain) => {
  expect(mayChange(now, before)).toBe(isAgain);
});
