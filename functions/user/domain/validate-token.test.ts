import { expect, test } from 'vitest';
import { AppError } from '#shared/errors';
import type { User } from './user.ts';
import { validateToken } from './validate-token.ts';

const HONG: User = { id: 7, username: 'hong', email: 'hong@example.com', createdAt: new Date(0) };
const tokens = { verify: async () => ({ userId: 7, username: 'hong' }) };
const REFUSED = { code: 'unauthenticated', message: 'Could not validate credentials' };

test('says whose token it is', async () => {
  const users = { find: async () => HONG };

  expect(await validateToken({ users, tokens }, 'token')).toEqual({ userId: 7, username: 'hong' });
});

test('refuses a token whose user is gone', async () => {
  const users = { find: async () => undefined };

  await expect(validateToken({ users, tokens }, 'token')).rejects.toMatchObject(REFUSED);
});

test('refuses a token whose id now has another name', async () => {
  const users = { find: async () => ({ ...HONG, username: 'kim' }) };

  await expect(validateToken({ users, tokens }, 'token')).rejects.toMatchObject(REFUSED);
});

test('looks no user up for a token that is not good', async () => {
  const bad = {
    verify: async () => {
      throw new AppError('unauthenticated', 'Could not validate credentials');
    },
  };
  const users = { find: async () => Promise.reject(new Error('was asked')) };

  await expect(validateToken({ users, tokens: bad }, 'token')).rejects.toMatchObject(REFUSED);
});
