import { expect, test } from 'vitest';
import { parseJson } from './json-text.ts';

const problemOf = (text: string): string => {
  try {
    parseJson(text);
    return 'none';
  } catch (error) {
    return (error as { violations: { msg: string }[] }).violations[0]?.msg ?? 'another';
  }
};

test.each([
  '{}',
  ' [1, "a", null] ',
  '{"a":{"a":1},"b":[{"a":2},{"a":3}]}',
  '{"a\\"":1,"a":"b\\\\","c":"\\\\\\""}',
  '{"a" \n:"b: c", "d:" : "\\u0022:"}',
  '"only text:"',
  '{"toString":1,"constructor":{"prototype":2}}',
])('%s is taken', (text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test('a byte order mark at the start is ignored, anywhere else it is not JSON', () => {
  expect(parseJson('\uFEFF{"a":1}')).toEqual({ a: 1 });
  expect(problemOf('{\uFEFF"a":1}')).toBe('The body is not valid JSON');
});

test.each(['{"a":1,"a":2}', '{"a":1,"\\u0061":1}', '[{"x":{"a":1,"b":2,"a":1}}]', '{"":1,"":2}'])(
  '%s has a key twice',
  (text) => {
    expect(problemOf(text)).toBe('The body has the same key twice');
  },
);

test.each(['{"__proto__":{"admin":true}}', '{"a":[{"\\u005f_proto__":1}]}'])('%s is refused', (text) => {
  expect(problemOf(text)).toBe('The body has a key __proto__');
  expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
});

test.each(['', '{', '{"a":NaN}', '{"a":Infinity}', "{'a':1}", '{"a":1,}', '01', '{"a":1}x'])(
  '%j is not JSON',
  (text) => {
    expect(problemOf(text)).toBe('The body is not valid JSON');
  },
);

test.each(['[', '{"a":'])('a body of 100,000 %j is refused', (open) => {
  const close = open === '[' ? ']' : '}';
  const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;

  expect(problemOf(deep)).toBe('The body is nested more than 32 levels deep');
  expect(problemOf(open.repeat(100_000))).toBe('The body is not valid JSON');
});
