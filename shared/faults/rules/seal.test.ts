import { expect, test } from 'vitest';
import { readSealed } from './read-sealed.ts';
import { createSeal } from './seal.ts';

const KEY = 'a key of the tests, at least 16';
const RULE = { id: 'secret-drill', point: 'user.handler', mode: 'latency', ms: 5 };
const PLACES = { service: 'user' } as const;
const seal = createSeal(KEY);

test('a sealed rule shows nothing, and comes back with its key only', () => {
  const text = seal.close(RULE);

  expect(Buffer.from(text, 'base64').toString('latin1')).not.toMatch(/secret|user|latency/);
  expect(seal.close(RULE)).toBe(text);
  expect(seal.close({ ...RULE, ms: 6 }).slice(0, 16)).not.toBe(text.slice(0, 16));
  expect(seal.open(text)).toEqual(RULE);
  expect(createSeal('another key of the tests').open(text)).toBeUndefined();
});

test.each(['', 'QUJD', 'no base64 at all', seal.close(RULE).slice(0, -8), `A${seal.close(RULE).slice(1)}`])(
  'the text %s is no sealed rule',
  (text) => {
    expect(seal.open(text)).toBeUndefined();
  },
);

test('sealed rules are read beside each other; what is wrong is listed without what it says', () => {
  const wrong = seal.close({ ...RULE, id: 'other', mode: 'secret-mode' });

  const read = readSealed([seal.close(RULE), wrong, 'QUJD'], PLACES, KEY);

  expect(read.rules).toEqual([RULE]);
  expect(read.invalid).toHaveLength(2);
  expect(JSON.stringify(read.invalid)).not.toMatch(/secret-|other"/);
  expect(readSealed([wrong], PLACES, undefined)).toEqual({ rules: [], invalid: [], closed: 1 });
  expect(readSealed('QUJD', PLACES, KEY).invalid).toMatchObject([
    { problem: expect.stringMatching(/list of texts/) },
  ]);
});
