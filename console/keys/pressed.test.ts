import { expect, test } from 'vitest';
import { isTextField, keepsKey, nameOfKey } from './pressed.ts';

test.each([
  ['h', 'KeyH', 'h'],
  ['H', 'KeyH', 'h'],
  ['ㅗ', 'KeyH', 'h'],
  ['Process', 'KeyF', 'f'],
  // where letters stand elsewhere, the one that is written on the key
  ['h', 'KeyJ', 'h'],
  ['?', 'Slash', '?'],
  ['3', 'Digit3', '3'],
  ['ArrowLeft', 'ArrowLeft', 'ArrowLeft'],
])('%s at %s is the key %s', (key, code, name) => {
  expect(nameOfKey({ key, code })).toBe(name);
});

test.each(['text', 'number', 'search', 'email', 'password'])('a field of %s keeps every key', (type) => {
  const field = { localName: 'input', type };

  expect(isTextField(field)).toBe(true);
  expect(['h', '1', '?', 'ArrowLeft'].map((name) => keepsKey(field, name))).toEqual(Array(4).fill(true));
});

test.each([
  ['a slider', { localName: 'input', type: 'range' }, [false, false, true]],
  ['a box', { localName: 'input', type: 'checkbox' }, [false, false, true]],
  ['a list', { localName: 'select', type: 'select-one' }, [false, true, true]],
  ['a button', { localName: 'button', type: 'submit' }, [false, false, false]],
  ['an arrow of the topology', { localName: 'g' }, [false, false, false]],
  ['editable text', { localName: 'div', isContentEditable: true }, [true, true, true]],
])('%s keeps what it uses of h, f and an arrow', (_, target, kept) => {
  expect(['h', 'f', 'ArrowLeft'].map((name) => keepsKey(target, name))).toEqual(kept);
});
