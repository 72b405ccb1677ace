import { expect, test } from 'vitest';
import { bearer, call, good, json, routes } from '#tests/support/http/called-endpoint';
import type { Route } from './route.ts';

test.each([
  [
    'urlencoded',
    {
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: 'username=a&password=b%20c',
    },
  ],
  [
    'urlencoded in base64',
    {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: btoa('username=a&password=b+c'),
      isBase64Encoded: true,
    },
  ],
  ['JSON', json({ username: 'a', password: 'b c' })],
  [
    'multipart',
    {
      headers: { 'content-type': 'multipart/form-data; boundary=xx' },
      body: '--xx\r\ncontent-disposition: form-data; name="username"\r\n\r\na\r\n--xx\r\ncontent-disposition: form-data; name="password"\r\n\r\nb c\r\n--xx--\r\n',
    },
  ],
])('a form route takes %s', async (_, event) => {
  expect((await call(routes.form, { event })).body.body).toEqual({ username: 'a', password: 'b c' });
});

test.each([
  'application/json',
  'APPLICATION/JSON',
  'application/json ; charset=utf-8',
  'application/json; charset="UTF-8"',
  'application/json;charset=utf8; profile="a;b"',
  'application/problem+json',
  'Application/Vnd.Api+JSON ; version=1',
  '',
  ' ',
])('content type %j is JSON', async (contentType) => {
  const event = { headers: { ...bearer, 'content-type': contentType }, body: JSON.stringify(good) };

  expect(await call(routes.post, { event })).toMatchObject({ status: 201, body: { body: good } });
});

test('JSON without a content type is taken, and with a byte order mark', async () => {
  const event = { headers: bearer, body: `\ufeff${JSON.stringify(good)}` };

  expect((await call(routes.post, { event })).status).toBe(201);
});

test.each([
  [routes.post, 'application/json; charset=euc-kr'],
  [routes.post, 'application/hal+json; charset="iso-8859-1"'],
  [routes.form, 'application/x-www-form-urlencoded; charset=cp949'],
  [routes.form, 'multipart/form-data; boundary=xx; charset=utf-16'],
])('%o: %s is 415', async (route: Route, contentType) => {
  const event = { headers: { ...bearer, 'content-type': contentType }, body: '{}' };

  expect(await call(route, { event })).toMatchObject({ status: 415, body: { code: 'unsupported_charset' } });
});

test.each([
  ['a percent-encoding', 'application/x-www-form-urlencoded', 'username=%B1%E8&password=b'],
  ['the name of a field', 'application/x-www-form-urlencoded', 'username=a&password=b&%FF=c'],
  ['bytes', 'application/x-www-form-urlencoded', Buffer.from('username=\xb1\xe8&password=b', 'latin1')],
  [
    'bytes of a part',
    'multipart/form-data; boundary=xx',
    Buffer.from(
      '--xx\r\ncontent-disposition: form-data; name="username"\r\n\r\n\xb1\xe8\r\n--xx\r\ncontent-disposition: form-data; name="password"\r\n\r\nb\r\n--xx--\r\n',
      'latin1',
    ),
  ],
])('a form with %s that is not UTF-8 is 422', async (_, contentType, body) => {
  const event = {
    headers: { 'content-type': contentType },
    body: typeof body === 'string' ? body : body.toString('base64'),
    isBase64Encoded: typeof body !== 'string',
  };

  expect(await call(routes.form, { event })).toMatchObject({
    status: 422,
    body: { detail: [{ type: 'encoding' }] },
  });
});

test('a form with a field twice is 422', async () => {
  const event = {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'username=a&username=b&password=c',
  };

  expect((await call(routes.form, { event })).body.detail).toMatchObject([{ type: 'form_invalid' }]);
});

test('a malformed form is 422', async () => {
  const event = { headers: { 'content-type': 'multipart/form-data; boundary=xx' }, body: 'nothing' };

  expect(await call(routes.form, { event })).toMatchObject({
    status: 422,
    body: { detail: [{ type: 'form_invalid' }] },
  });
});
