import { afterEach, expect, inject, test } from 'vitest';
import { createApi, send } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';

const api = createApi(inject('urls'));
afterEach(() => api.calm());

const urlOf = (id: string): string => `${api.urls.user}/chaos/${id}`;
const put = (id: string, json: unknown) => send('PUT', urlOf(id), { json });
const rules = async () => (await send('GET', `${api.urls.user}/chaos`)).body.rules;
const BROKEN = { point: 'user.users.*', mode: 'exception' };

test.each([
  ['an unknown mode', { mode: 'slow' }, ['body', 'mode'], /exception.*latency/],
  ['no mode', { mode: undefined }, ['body', 'mode'], /exception.*latency/],
  ['an unknown parameter', { delay: 5 }, ['body', 'delay'], /allowed are .*percentage.*ms/],
  ['a parameter of another kind', { ms: 'soon' }, ['body', 'ms'], /number|integer/],
  ['a moment that the mode has not', { when: 'instead' }, ['body', 'when'], /before.*after/],
  ['more than all', { percentage: 100.1 }, ['body', 'percentage'], /100/],
  ['another id than in the path', { id: 'other' }, ['body', 'id'], /Must be a,/],
  ['a time in the past', { expires_at: '2020-01-01T00:00:00Z' }, ['body', 'expires_at'], /later than now/],
  ['no time', { expires_at: 'soon' }, ['body', 'expires_at'], /ISO 8601/],
  ['a point of another service', { point: 'order.handler' }, ['body', 'point'], /user\.handler/],
  ['an unknown point', { point: 'user.users.fnd' }, ['body', 'point'], /near it are .*user\.users\.find/],
  [
    'a mode that does not fit',
    { mode: 'decline', ms: undefined },
    ['body', 'mode'],
    /modes that fit are .*latency/,
  ],
  ['an unknown condition', { match: { rout: '/' } }, ['body', 'match', 'rout'], /route/],
] as const)('%s is refused, with what is allowed', async (_name, wrong, loc, msg) => {
  const answer = await put('a', { point: 'user.users.find', mode: 'latency', ms: 5, ...wrong });

  expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
  expect(answer.body.detail).toContainEqual(
    expect.objectContaining({ loc, msg: expect.stringMatching(msg) }),
  );
  expect(await rules()).toEqual([]);
});

test.each(['A', '-a', 'a'.repeat(41), 'a%20b', '%ED%95%9C', 'query_delay'])(
  'the id %s is refused',
  async (id) => {
    const { status, body } = await put(id, { ...BROKEN });

    expect([status, body.detail[0].loc]).toEqual([422, ['path', 'id']]);
  },
);

test.each(['', 'null', '[]', '"x"', '{', '{"mode":"latency","mode":"latency"}'])(
  'the body %s is 422',
  async (body) => {
    const answer = await send('PUT', urlOf('a'), {
      body,
      headers: { 'content-type': 'application/json' },
    });

    expect(answer.status).toBe(422);
  },
);

const withHeader = (rules: unknown) =>
  send('GET', `${api.urls.user}/users/1`, { headers: { 'x-chaos': JSON.stringify(rules) } });

test.each([
  [
    'an unknown point of another service',
    { point: 'order.payments.chrge' },
    'point',
    /no point of the order service; near it are .*order\.payments\.charge/,
  ],
  [
    'an unknown point of any service',
    { point: '*.payments.chrge' },
    'point',
    /no point of any service; near it are .*order\.payments\.charge/,
  ],
  [
    'a mode that does not fit in another service',
    { point: 'order.users.validate', mode: 'decline' },
    'mode',
    /modes that fit are .*refused/,
  ],
])('%s in x-chaos is refused, with what is allowed', async (_name, wrong, field, msg) => {
  const rule = { mode: 'exception', ...wrong };
  const [alone, second] = [await withHeader(rule), await withHeader([{ ...rule, point: '*' }, rule])];

  for (const [answer, path] of [[alone, []] as const, [second, [1]] as const]) {
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    expect(answer.body.detail).toContainEqual(
      expect.objectContaining({
        loc: ['header', 'x-chaos', ...path, field],
        msg: expect.stringMatching(msg),
      }),
    );
  }
});

test('x-chaos takes a rule that counts where only one service has the point', async () => {
  const rule = { mode: 'exception', times: 1 };

  const [one, two] = [
    await withHeader({ ...rule, point: '*.payments.charge' }),
    await withHeader({ ...rule, point: '*.inventory.reserve' }),
  ];

  expect(one.status).not.toBe(422);
  expect(two).toMatchObject({
    status: 422,
    body: { detail: [{ loc: ['header', 'x-chaos', 'point'], msg: expect.stringMatching(/one service/) }] },
  });
});

test('stop_when is taken where the engine evaluates it, and refused elsewhere; never in a header', async () => {
  const rule = { ...BROKEN, stop_when: { error_rate: 100 } };

  const { status, body } = await put('a', rule);
  const header = { 'x-chaos': JSON.stringify(rule) };
  const once = await send('GET', `${api.urls.user}/users/1`, { headers: header });

  // What runs at a given address may be an engine too.
  const isEngine = target.name === 'engine' || (target.name === 'url' && status === 200);
  if (isEngine) expect([status, body.stop_when]).toEqual([200, rule.stop_when]);
  else {
    expect([status, body.detail]).toEqual([
      422,
      [
        expect.objectContaining({
          loc: ['body', 'stop_when'],
          msg: expect.stringContaining('only the engine'),
        }),
      ],
    ]);
  }
  expect([once.status, once.body.detail[0].loc]).toEqual([422, ['header', 'x-chaos', 'stop_when']]);
});
