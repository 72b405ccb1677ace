import { expect, test } from 'vitest';
import { readItem, readValue } from './read-value.ts';

test('reads every type, with numbers in one form', () => {
  const value = {
    M: {
      s: { S: '' },
      n: { N: '1.0' },
      b: { B: 'AQI=' },
      flag: { BOOL: false },
      none: { NULL: true },
      sets: { L: [{ SS: ['a'] }, { NS: ['1', '2.50'] }, { BS: ['AA=='] }] },
    },
  };

  expect(readValue(value)).toEqual({
    M: { ...value.M, n: { N: '1' }, sets: { L: [{ SS: ['a'] }, { NS: ['1', '2.5'] }, { BS: ['AA=='] }] } },
  });
});

test.each([
  [{}, 'Supplied AttributeValue is empty'],
  [{ S: 'a', N: '1' }, 'more than one datatypes set'],
  [{ S: 1 }, 'where not expected'],
  [{ B: 'no base64!' }, 'multiple of 4 bytes'],
  [{ NULL: false }, 'must have the value of true'],
  [{ SS: [] }, 'may not be empty'],
  [{ NS: ['1', '1.0'] }, 'contains duplicates'],
  ['text', 'where not expected'],
])('refuses %j', (value, why) => {
  expect(() => readValue(value)).toThrow(why);
});

test('refuses values that are nested too deep', () => {
  const nested = (depth: number): unknown => (depth === 0 ? { S: 'a' } : { L: [nested(depth - 1)] });

  expect(readValue(nested(31))).toBeDefined();
  expect(() => readValue(nested(40))).toThrow('Nesting Levels');
});

test('takes names of JavaScript as any other name', () => {
  const item = readItem(JSON.parse('{"__proto__": {"S": "a"}, "constructor": {"N": "1"}}'));

  expect(Object.keys(item)).toEqual(['__proto__', 'constructor']);
  expect(JSON.stringify(item)).toBe('{"__proto__":{"S":"a"},"constructor":{"N":"1"}}');
});
