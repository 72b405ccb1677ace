import { expect, test, vi } from 'vitest';
import { type LogInDeps, logIn } from './log-in.ts';

function fakeDeps(isRight: boolean, found: Awaited<ReturnType<LogInDeps['users']['findCredentials']>>) {
  return {
    users: { findCredentials: async () => found },
    passwords: { verify: vi.fn(async () => isRight) },
    tokens: { sign: vi.fn(async () => 'token') },
  };
}
const HONG = { userId: 7, username: 'hong', passwordHash: 'hash' };
const REFUSED = { code: 'unauthenticated', message: 'Incorrect username or password' };

test('answers a token for the user whose password is right', async () => {
  const deps = fakeDeps(true, HONG);

  expect(await logIn(deps, 'hong', 'right')).toBe('token');
  expect(deps.tokens.sign).toHaveBeenCalledExactlyOnceWith({ userId: 7, username: 'hong' });
});

test('refuses a wrong password', async () => {
  await expect(logIn(fakeDeps(false, HONG), 'hong', 'wrong')).rejects.toMatchObject(REFUSED);
});

test('refuses an unknown user in the same words, after the same work', async () => {
  const deps = fakeDeps(true, undefined);

  await expect(logIn(deps, 'nobody', 'any')).rejects.toMatchObject(REFUSED);
  expect(deps.passwords.verify).toHaveBeenCalledExactlyOnceWith('any', undefined);
});
