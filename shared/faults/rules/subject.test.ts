import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { matches } from './match.ts';
import { messageSubject, requestSubject } from './subject.ts';

const request = (event: object) =>
  requestSubject({ headers: {}, ...event } as unknown as APIGatewayProxyEvent, false);
const token = (payload: unknown) => ({
  authorization: `Bearer h.${Buffer.from(JSON.stringify(payload) ?? '').toString('base64url')}.s`,
});
const body = (value: unknown) => ({ body: JSON.stringify(value) });
const items = (value: unknown) => body({ items: value });
const MATCH = { menu_id: 1, order_id: 1, user_id: 1 };

describe('what is malformed matches nothing', () => {
  test.each([
    {},
    { body: null },
    { body: '{' },
    ...[null, true, 5, 'abc', [], [null], {}].flatMap((value) => [
      body(value),
      items(value),
      items([value]),
      items([{ menu_id: value }]),
      body({ reservation_id: value }),
      { headers: token(value) },
      { headers: token({ user_id: value }) },
    ]),
    { headers: { authorization: 'Bearer a.%%%.c' } },
    ...['menu_id', 'order_id', 'reservation_id'].map((name) => ({ pathParameters: { [name]: 'abc' } })),
  ])('%j', (event) => {
    const subject = request(event);

    for (const [name, id] of Object.entries(MATCH)) {
      expect(matches({ [name]: id }, subject, 1, []), name).toBe(false);
    }
    expect(subject.menuIds().some(Number.isNaN)).toBe(false);
    expect(subject.orderId()).not.toBeNaN();
  });

  test.each(['', 'null', '5', '"abc"', '[]', '{"order_id":"x"}', '{"order_id":[1]}'])(
    'the message %s',
    (text) => {
      expect(matches({ order_id: 1 }, messageSubject(text, false), 1, [])).toBe(false);
    },
  );
});

test.each([
  [items([null, { menu_id: 2 }, { menu_id: '1' }]), 'menu_id'],
  [{ pathParameters: { menu_id: '1' }, ...items([{ menu_id: 2 }]) }, 'menu_id'],
  [{ pathParameters: { order_id: '1' } }, 'order_id'],
  [body({ reservation_id: 1 }), 'order_id'],
  [{ headers: token({ user_id: 1 }) }, 'user_id'],
])('%j matches %s', (event, name) => {
  expect(matches({ [name]: 1 }, request(event), 1, [])).toBe(true);
});

test('a message matches by its order', () => {
  expect(matches({ order_id: 1 }, messageSubject('{"order_id":1}', false), 1, [])).toBe(true);
});
