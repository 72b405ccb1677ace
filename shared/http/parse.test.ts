import type { APIGatewayProxyEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import { bearer, call, EUC_KR, good, json, routes } from '#tests/support/http/called-endpoint';

test.each([
  ['no body', { headers: { 'content-type': 'application/json' }, body: null }, 'missing'],
  ['malformed JSON', json('{"items":'), 'json_invalid'],
  ['bytes that are not UTF-8', { ...json(''), body: EUC_KR, isBase64Encoded: true }, 'encoding'],
  ['what a gateway made of such bytes', json('{"items":"\ufffd\ufffd"}'), 'encoding'],
  [
    'no body and another content type',
    { headers: { 'content-type': 'text/plain' }, body: null },
    'content_type',
  ],
  ['a content type that is none', { headers: { 'content-type': 'json' }, body: '{}' }, 'content_type'],
  [
    'two content types',
    {
      headers: { 'content-type': 'application/json' },
      multiValueHeaders: { 'content-type': ['application/json', 'application/json'] },
      body: '{}',
    },
    'content_type',
  ],
  ['a key twice', json('{"items":[],"items":[]}'), 'json_invalid'],
  ['a key __proto__', json('{"__proto__":{}}'), 'json_invalid'],
  [
    'a form where JSON is due',
    { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1' },
    'content_type',
  ],
])('%s is 422, before the token is looked at', async (_, event, type) => {
  const answer = await call(routes.post, { event });

  expect(answer).toMatchObject({
    status: 422,
    body: { code: 'validation_failed', request_id: 'invocation-1', detail: [{ type, loc: ['body'] }] },
  });
});

test.each([
  ['missing field', {}, { type: 'missing', loc: ['body', 'items'], msg: 'Field required' }],
  ['no line', { items: [] }, { type: 'too_short', loc: ['body', 'items'] }],
  ['too many lines', { items: Array(4).fill(good.items[0]) }, { type: 'too_long', loc: ['body', 'items'] }],
  [
    'quantity 0',
    { items: [{ menu_id: 1, quantity: 0 }] },
    { type: 'greater_than', loc: ['body', 'items', 0, 'quantity'], input: 0 },
  ],
  [
    'quantity 1.5',
    { items: [{ menu_id: 1, quantity: 1.5 }] },
    { type: 'int_from_float', loc: ['body', 'items', 0, 'quantity'] },
  ],
  ['quantity "x"', { items: [{ menu_id: 1, quantity: 'x' }] }, { type: 'int_parsing', input: 'x' }],
  ['quantity null', { items: [{ menu_id: 1, quantity: null }] }, { type: 'int_type' }],
  [
    'menu_id 1.5',
    { items: [{ menu_id: 1.5, quantity: 1 }] },
    { type: 'value_error', loc: ['body', 'items', 0, 'menu_id'] },
  ],
  ['a text for a list', { items: 'x' }, { type: 'list_type', input: 'x' }],
  ['a text for a flag', { ...good, ready: 'maybe' }, { type: 'bool_type' }],
  ['a list for a body', [], { type: 'model_attributes_type', loc: ['body'] }],
  ['a number for a text', { ...good, password: 5 }, { type: 'string_type' }],
])('%s is named', async (_, body, violation) => {
  const answer = await call(routes.post, { event: json(body, bearer) });

  expect(answer.status).toBe(422);
  expect(answer.body.detail).toContainEqual(expect.objectContaining(violation));
});

test('a refused password is never repeated', async () => {
  const answer = await call(routes.post, { event: json({ ...good, password: 'pw' }, bearer) });
  const whole = await call(routes.form, { event: json('"hunter2"') });

  expect(answer).toMatchObject({
    status: 422,
    body: { detail: [{ type: 'string_too_short', loc: ['body', 'password'] }] },
  });
  expect(answer.text).not.toContain('pw"');
  expect(whole.text).not.toContain('hunter2');
});

test('whole numbers and flags may come as text; unknown fields are ignored', async () => {
  const body = { items: [{ menu_id: '1', quantity: ' 2 ' }], ready: 'true', extra: 1 };

  const answer = await call(routes.post, { event: json(body, bearer) });

  expect(answer.body.body).toEqual({ ...good, ready: true });
});

test('a body beyond 1 MB is 413, in bytes', async () => {
  const over = await call(routes.post, { event: json(`"${'가'.repeat(400_000)}"`, bearer) });
  const under = await call(routes.post, { event: json(`"${'a'.repeat(1_000_000)}"`, bearer) });

  expect(over).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  expect(under.status).toBe(422);
});

test('an id in a path is digits; one too large to exist reads as -1', async () => {
  const answerTo = (one_id: string) => call(routes.one, { event: { pathParameters: { one_id } } });

  expect((await answerTo('42')).body.params).toEqual({ one_id: 42 });
  expect((await answerTo('99999999999999999999')).body.params).toEqual({ one_id: -1 });
  expect(await answerTo('abc')).toMatchObject({
    status: 422,
    body: { detail: [{ type: 'int_parsing', loc: ['path', 'one_id'] }] },
  });
});

test('query and headers are parsed too', async () => {
  const event = { headers: { 'Idempotency-Key': 'k' }, queryStringParameters: { limit: '4' } };
  const bad = { headers: { 'Idempotency-Key': 'far too long' } };

  expect((await call(routes.keyed, { event })).body).toMatchObject({
    query: { limit: 4 },
    headers: { 'idempotency-key': 'k' },
  });
  expect((await call(routes.keyed, { event: bad })).body.detail).toMatchObject([
    { loc: ['header', 'idempotency-key'] },
  ]);
});

test('no value of a query or header hides another, and none is ignored', async () => {
  const detailOf = async (event: Partial<APIGatewayProxyEvent>) =>
    (await call(routes.keyed, { event })).body.detail;

  for (const limit of ['', ' 2', '2.0', '0x2', '1e0', '-1', '٢', '2, 2']) {
    expect(await detailOf({ queryStringParameters: { limit } })).toMatchObject([{ loc: ['query', 'limit'] }]);
  }
  expect(
    await detailOf({
      queryStringParameters: { limit: '2' },
      multiValueQueryStringParameters: { limit: ['1', '2'] },
    }),
  ).toMatchObject([{ loc: ['query', 'limit'], input: '1, 2' }]);
  expect(await detailOf({ queryStringParameters: { other: 'a\ufffd' } })).toMatchObject([
    { type: 'encoding', loc: ['query', 'other'] },
  ]);
  expect(
    await detailOf({
      headers: { 'Idempotency-Key': 'b', 'idempotency-key': 'c' },
      multiValueHeaders: { 'Idempotency-Key': ['a', 'b'], 'idempotency-key': ['c'] },
    }),
  ).toMatchObject([{ type: 'repeated', loc: ['header', 'idempotency-key'], input: 'a, b, c' }]);
});
