import type { Random } from '#simulation/random';
import { Verbatim } from './verbatim-json.ts';

const DEPTH = 5_000;
const LONG = 100_000;

const VALUES: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => '',
  () => 0,
  () => -1,
  () => 1.5,
  () => Number.MAX_SAFE_INTEGER,
  () => new Verbatim('1e400'),
  () => new Verbatim('-1e400'),
  () => new Verbatim('1000000000000000000000000000'),
  () => new Verbatim('9007199254740993'),
  () => new Verbatim('-0'),
  () => new Verbatim('1e-400'),
  () => '1000000000000000000000000000',
  () => '-1',
  () => '1e400',
  () => 'NaN',
  () => [],
  () => ({}),
  () => [[]],
  () => [null, 1, 'a', {}],
  () => ({ a: { b: { c: 1 } } }),
  () => ({ toString: 1, valueOf: null }),
  () => ({ length: -1 }),
  () => new Verbatim('{"__proto__":{"polluted":1},"constructor":{"prototype":1}}'),
  () => new Verbatim('{"a":1,"a":2}'),
  () => new Verbatim('['.repeat(DEPTH) + ']'.repeat(DEPTH)),
  () => new Verbatim('"\\ud800"'),
  () => new Verbatim('"\\u0000"'),
  () => '\u202e\u200b\ufeff',
  () => '가나다 🍜',
  () => '<script>alert(1)</script>',
  () => "'; drop table menus; --",
  () => '../../../../etc/passwd',
  () => '%s%n%zz{{7*7}}',
  () => 'x'.repeat(LONG),
  () => 'toString',
  () => '__proto__',
];

export const weirdValue = (random: Random): unknown => random.pick(VALUES)();
