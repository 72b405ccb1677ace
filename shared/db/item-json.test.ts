import { expect, test } from 'vitest';
import { parseWithItems } from './item-json.ts';
import { type Item, plainItem, typedItem } from './plain-item.ts';

const ITEMS: readonly Item[] = [
  {},
  { pk: 'order#7', total: 36_000, due: false, is: true, nothing: null, ratio: -1.5e-7 },
  { lines: [{ menu_id: 1, name: '후라이드 치킨' }, {}], deep: { er: { est: [[], [1, 'a']] } }, empty: '' },
  { 'a "name"\\': 'quotes " and \\" and \\\\', text: '\\', lines: '\n\t\u0000\u2028', smile: '\u{1f600}' },
  { Items: 'S', Item: [{ Keys: 'x' }], __proto: 'p', brackets: '}],:{["' },
];
const typed = ITEMS.map(typedItem);
const ANSWERS: readonly object[] = [
  {},
  { Items: typed, Count: 5, ScannedCount: 5 },
  { Items: [] },
  ...typed.flatMap((item) => [{ Item: item }, { Attributes: item, ConsumedCapacity: { Units: 0.5 } }]),
  { Responses: { orders: typed, users: [] }, UnprocessedKeys: { orders: { Keys: typed, Consistent: true } } },
  { Table: { Name: 'a', Keyed: [{ Type: 'HASH' }, null, true, 'x', -1.5] } },
];

/** As JSON.parse and plainItem have it. */
function expected(value: unknown, name = ''): unknown {
  if (name === 'Item' || name === 'Attributes') return plainItem(value as never);
  if (name === 'Items' || name === 'Keys') return (value as never[]).map(plainItem);
  if (Array.isArray(value)) return value.map((each) => expected(each));
  if (typeof value !== 'object' || value === null) return value;
  const inner = (at: string): string => (name === 'Responses' ? 'Items' : at);
  return Object.fromEntries(Object.entries(value).map(([at, each]) => [at, expected(each, inner(at))]));
}

test.each([undefined, 2, '\t'])('reads what JSON.parse and plainItem read, with a space of %j', (space) => {
  for (const answer of ANSWERS)
    expect(parseWithItems(JSON.stringify(answer, undefined, space))).toEqual(expected(answer));
});

test('reads escapes as JSON has them', () => {
  const text = '{"Item":{"\\u0070k":{"S":"\\ud55c\\/\\"\\\\"}}}';

  expect(parseWithItems(text)).toEqual({ Item: { pk: '한/"\\' } });
});

test('throws for every part of an answer that was cut off, and for what follows one', () => {
  const text = JSON.stringify({ Items: typed, Count: 5 });

  for (let end = 0; end < text.length; end++) expect(() => parseWithItems(text.slice(0, end))).toThrow();
  expect(() => parseWithItems(`${text}x`)).toThrow(SyntaxError);
  expect(() => parseWithItems('<html></html>')).toThrow(SyntaxError);
});

test('throws for a type that our items do not have', () => {
  expect(() => parseWithItems('{"Item":{"tags":{"SS":["a"]}}}')).toThrow('of the type SS');
});
