import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { plainItem, type TypedItem, typedItem } from './plain-item.ts';

const ORDER = {
  pk: 'order#1',
  order_id: Number.MAX_SAFE_INTEGER,
  status: 'confirmed',
  compensation_due: false,
  lines: [1, 2].map((menu_id) => ({ menu_id, quantity: 2, price: 19_900.5, name: '후라이드 "치킨"' })),
  address: '',
  note: null,
};
const written = (item: object) => marshall(item) as TypedItem;

test.each([ORDER, { lines: [], nested: { a: { b: [false, 0, '', null] } } }])(
  'item %# is read as the library reads it',
  (item) => {
    expect(plainItem(written(item))).toEqual(unmarshall(marshall(item)));
    expect(plainItem(typedItem(item))).toEqual(item);
  },
);

test('what is undefined is not written', () => {
  expect(typedItem({ pk: 'a', note: undefined })).toEqual({ pk: { S: 'a' } });
});

test('an attribute that no item of ours has is no silent undefined', () => {
  expect(() => plainItem(written({ tags: new Set(['a']) }))).toThrow('of the type SS');
});
