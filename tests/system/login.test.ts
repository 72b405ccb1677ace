import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, inject, test } from 'vitest';
import { createApi, send, uniqueName } from '#tests/support/api/client';
import { accountCalls } from './accounts.ts';

const api = createApi(inject('urls'));
const { user: url } = api.urls;
const { validate } = accountCalls(api.urls);

describe('POST /login', () => {
  test.each(['json', 'urlencoded', 'multipart'])('takes %s', async (format) => {
    const { username, password } = await api.newUser();
    const form = new URLSearchParams({ username, password });
    const multipart = new FormData();
    for (const [name, value] of form) multipart.append(name, value);
    const encoded = new Response(multipart);
    const options = {
      json: { json: { username, password } },
      urlencoded: {
        body: form.toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      },
      multipart: {
        body: Buffer.from(await encoded.arrayBuffer()),
        headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
      },
    }[format];

    const answer = await send('POST', `${url}/login`, options);

    expect(answer).toMatchObject({
      status: 200,
      body: { access_token: expect.any(String), token_type: 'bearer' },
    });
    expect(Object.keys(answer.body)).toHaveLength(2);
  });

  test('answers a wrong password and an unknown user alike', async () => {
    const { username } = await api.newUser();
    const wrong = await send('POST', `${url}/login`, { json: { username, password: 'wrong' } });
    const unknown = await send('POST', `${url}/login`, {
      json: { username: uniqueName(), password: 'wrong' },
    });

    expect(wrong).toMatchObject({ status: 401, body: { detail: 'Incorrect username or password' } });
    expect(wrong.headers['www-authenticate']).toBe('Bearer');
    expect({ ...unknown.body, request_id: '' }).toEqual({ ...wrong.body, request_id: '' });
  });

  test('names what is missing', async () => {
    expect(await send('POST', `${url}/login`, { json: { username: 'a' } })).toMatchObject({
      status: 422,
      body: { detail: [{ type: 'missing', loc: ['body', 'password'] }] },
    });
    expect(
      (await send('POST', `${url}/login`, { body: 'x', headers: { 'content-type': 'text/plain' } })).status,
    ).toBe(422);
    expect((await send('POST', `${url}/login`)).status).toBe(422);
  });
});

describe('POST /validate', () => {
  test('returns whose token it is', async () => {
    const user = await api.newUser();

    expect(await validate({ authorization: `Bearer ${user.token}` })).toMatchObject({
      status: 200,
      body: { valid: true, user_id: user.id, username: user.username },
    });
  });

  test('no token and another scheme are not authenticated', async () => {
    for (const headers of [{}, { authorization: 'Basic abc' }]) {
      expect(await validate(headers as Record<string, string>)).toMatchObject({
        status: 401,
        body: { detail: 'Not authenticated' },
      });
    }
  });

  test('a bad, forged or unsigned token is refused', async () => {
    const { token, id, username } = await api.newUser();
    const payload = { user_id: id, sub: username };
    const forged = await new SignJWT(payload)
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode('guess'));
    const unsigned = new UnsecuredJWT(payload).setExpirationTime('1h').encode();

    for (const bad of ['abc', `${token}x`, forged, unsigned]) {
      const answer = await validate({ authorization: `Bearer ${bad}` });
      expect(answer).toMatchObject({ status: 401, body: { detail: 'Could not validate credentials' } });
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });
});
