import { describe, expect, inject, test } from 'vitest';
import { countBy, send, uniqueName } from '#tests/support/api/client';
import { target } from '#tests/support/targets/target';
import { account, accountCalls } from './accounts.ts';

const { user: url } = inject('urls');
const { signUp, validate } = accountCalls(inject('urls'));

describe('POST /signup', () => {
  test('makes a user and never returns the password', async () => {
    const given = account();

    const answer = await signUp({ ...given, is_admin: true });

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      username: given.username,
      email: given.email,
      id: expect.any(Number),
      is_active: true,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(Number.isSafeInteger(answer.body.id)).toBe(true);
  });

  test('refuses a user name that is taken before an e-mail that is taken', async () => {
    const given = account();
    await signUp(given);

    expect(await signUp(given)).toMatchObject({
      status: 400,
      body: { detail: 'Username already registered' },
    });
    expect(await signUp({ ...given, username: uniqueName() })).toMatchObject({
      status: 400,
      body: { detail: 'Email already registered', code: 'already_registered' },
    });
  });

  test('eight that race make one user', async () => {
    const given = account();

    const answers = await Promise.all(Array.from({ length: 8 }, () => signUp(given)));

    expect(countBy(answers, ({ status, body }) => `${status} ${status === 400 ? body.detail : ''}`)).toEqual({
      '201 ': 1,
      '400 Username already registered': 7,
    });
  });

  test.each([
    ['no user name', { username: '' }, ['body', 'username']],
    ['a user name too long', { username: 'x'.repeat(255) }, ['body', 'username']],
    ['no real e-mail', { email: 'nobody' }, ['body', 'email']],
    ['an e-mail too long', { email: `${'x'.repeat(250)}@example.com` }, ['body', 'email']],
    ['no password', { password: '' }, ['body', 'password']],
    ['a password too long', { password: 'x'.repeat(1025) }, ['body', 'password']],
    ['a number for a user name', { username: 5 }, ['body', 'username']],
  ])('%s is 422', async (_, change, loc) => {
    const answer = await signUp({ ...account(), ...change });

    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed', detail: [{ loc }] } });
    expect(answer.body.detail[0]).not.toHaveProperty(loc[1] === 'password' ? 'input' : 'nothing');
  });

  test('takes what is just within the limits', async () => {
    const username = uniqueName().padEnd(254, 'x');

    expect((await signUp({ ...account(), username, password: 'x'.repeat(1024) })).status).toBe(201);
  });
});

describe('what a user name is', () => {
  test('one name in every form that looks the same, at sign-up and login', async () => {
    const name = `${uniqueName()} \ud64d\uae38\ub3d9 jos\u00e9`;
    const forms = [name.normalize('NFD'), `  ${name}`, `${name}\u00a0`, `\u3000${name.normalize('NFD')} `];
    const { body } = await signUp({ ...account(), username: forms[0] });

    expect(body.username).toBe(name);
    for (const username of forms) {
      expect(await signUp({ ...account(), username })).toMatchObject({
        status: 400,
        body: { detail: 'Username already registered' },
      });
      const { body: login } = await send('POST', `${url}/login`, {
        json: { username, password: 'correct horse' },
      });
      expect(await validate({ authorization: `Bearer ${login.access_token}` })).toMatchObject({
        status: 200,
        body: { username: name },
      });
    }
  });

  test.each([
    '\u200b',
    '\u200d',
    '\ufeff',
    '\u00ad',
    '\u202e',
    '\u3164',
    '\ufe0f',
    '\n',
    '\0',
    '\ud800',
    '\u2800',
  ])('nothing with %j in it, at sign-up and login', async (unseen) => {
    const given = { ...account(), username: `${uniqueName()}${unseen}` };
    const { username, password } = given;

    for (const answer of [
      await signUp(given),
      await send('POST', `${url}/login`, { json: { username, password } }),
    ]) {
      expect(answer).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'username'] }] } });
    }
  });
});

test('half a surrogate pair is no password', async () => {
  const body = JSON.stringify({ ...account(), password: 'x' }).replace('"x"', '"\\ud800"');
  const answer = await send('POST', `${url}/signup`, {
    body,
    headers: { 'content-type': 'application/json' },
  });

  expect(answer).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'password'] }] } });
});

describe('a body', () => {
  const valid = () => JSON.stringify(account());
  const post = (body: string | Buffer, contentType?: string) =>
    send('POST', `${url}/signup`, { body, ...(contentType && { headers: { 'content-type': contentType } }) });

  test('is JSON without a content type, and in every legal form of one', async () => {
    for (const contentType of [
      undefined,
      'application/json ; charset=utf-8',
      'Application/JSON;charset="UTF-8"',
      'application/vnd.shop+json; v=1',
    ]) {
      expect((await post(valid(), contentType)).status, contentType).toBe(201);
    }
  });

  test('is UTF-8, or refused', async () => {
    const cp949 = Buffer.from(valid().replace('"username":"', '"username":"\xb1\xe8'), 'latin1');

    expect(await post(cp949, 'application/json')).toMatchObject({
      status: 422,
      body: { detail: [{ type: 'encoding', loc: ['body'] }] },
    });
    expect(await post(cp949)).toMatchObject({ status: 422 });
    expect(await post(cp949, 'application/json; charset=euc-kr')).toMatchObject({
      status: 415,
      body: { code: 'unsupported_charset' },
    });
    if (target.name === 'localstack') return; // it drops such bytes of a form before the function
    const form = 'username=%B1%E8&password=x';
    expect(
      await send('POST', `${url}/login`, {
        body: form,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    ).toMatchObject({ status: 422, body: { detail: [{ type: 'encoding' }] } });
  });
});

describe('GET /users/{id}', () => {
  test('returns what sign-up returned', async () => {
    const { body } = await signUp(account());

    expect(await send('GET', `${url}/users/${body.id}`)).toMatchObject({ status: 200, body });
  });

  test('is 404 for an unknown or a huge id, 422 for text', async () => {
    for (const id of ['1', '0', '-5', '9007199254740991', '99999999999999999999999']) {
      expect(await send('GET', `${url}/users/${id}`)).toMatchObject({
        status: 404,
        body: { detail: 'User not found' },
      });
    }
    expect(await send('GET', `${url}/users/abc`)).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ['path', 'user_id'] }] },
    });
  });
});
