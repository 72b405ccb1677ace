import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import type { OrderItem } from './order-item.ts';
import { plainItem } from './plain-item.ts';

test('an order is read as the library reads it', () => {
  const order: OrderItem = {
    pk: 'order#1',
    order_id: Number.MAX_SAFE_INTEGER,
    status: 'confirmed',
    compensation_due: false,
    lines: [1, 2].map((menu_id) => ({ menu_id, quantity: 2, price: 19_900.5, name: '후라이드 "치킨"' })),
    address: '',
  };
  const written = marshall(order);

  expect(plainItem(written)).toEqual(unmarshall(written));
  expect(plainItem(marshall({ lines: [], nested: { a: { b: [false, 0, ''] } } }))).toEqual({
    lines: [],
    nested: { a: { b: [false, 0, ''] } },
  });
});

test('an attribute that no item of ours has is no silent undefined', () => {
  expect(() => plainItem(marshall({ tags: new Set(['a']) }))).toThrow('of the type SS');
});
