import type { Random } from '#simulation/random';

/** A value as it stands in the text: what no JSON.stringify writes. */
class Verbatim {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

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

type Node = Record<string | number, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !(value instanceof Verbatim);

/** The value with a few of its parts replaced, left out or repeated. */
export function mutated(random: Random, value: unknown, changes = random.between(1, 3)): unknown {
  const root: Node = { value: structuredClone(value) };
  for (let i = 0; i < changes; i++) {
    const [parent, key] = random.pick(placesIn(root));
    const way = random.next();
    if (way < 0.75 || key === 'value') parent[key] = weirdValue(random);
    else if (way < 0.9) delete parent[key];
    else parent[key] = [parent[key], parent[key]];
  }
  return root.value;
}

function placesIn(node: Node): [Node, string | number][] {
  return Object.entries(node).flatMap(([key, child]): [Node, string | number][] => {
    const here: [Node, string | number] = [node, Array.isArray(node) ? Number(key) : key];
    return isNode(child) ? [here, ...placesIn(child)] : [here];
  });
}

/** JSON, with what stands for itself in it. */
export function jsonText(value: unknown): string {
  if (value instanceof Verbatim) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (isNode(value)) {
    const entries = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${jsonText(child)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
