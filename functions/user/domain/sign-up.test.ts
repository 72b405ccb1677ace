import { expect, test, vi } from 'vitest';
import { type SignUpDeps, signUp } from './sign-up.ts';
import type { InsertResult } from './user.ts';

const command = { username: 'hong', email: 'hong@example.com', password: 'correct horse' };
const NOW = new Date('2026-11-24T09:00:00.000Z');

function fakeDeps(...results: InsertResult[]) {
  const insert = vi.fn<SignUpDeps['users']['insert']>();
  for (const result of results) insert.mockResolvedValueOnce(result);
  insert.mockResolvedValue('id_taken');
  let drawn = 0;
  return {
    users: { insert },
    passwords: { hash: async (password: string) => `hash of ${password}` },
    newUserId: () => ++drawn,
    newAttemptId: vi.fn(() => 'attempt'),
    now: () => NOW,
  };
}

test('stores the user with a hash of the password', async () => {
  const deps = fakeDeps('inserted');

  const user = await signUp(deps, command);

  expect(user).toEqual({ id: 1, username: 'hong', email: 'hong@example.com', createdAt: NOW });
  expect(deps.users.insert).toHaveBeenCalledExactlyOnceWith(user, 'hash of correct horse', 'attempt');
});

test.each([
  ['username_taken', 'Username already registered'],
  ['email_taken', 'Email already registered'],
] as const)('refuses with %s', async (result, message) => {
  await expect(signUp(fakeDeps(result), command)).rejects.toMatchObject({
    code: 'already_registered',
    message,
  });
});

test('draws another id when the first is taken, within the same attempt', async () => {
  const deps = fakeDeps('id_taken', 'inserted');

  expect(await signUp(deps, command)).toMatchObject({ id: 2 });
  expect(deps.newAttemptId).toHaveBeenCalledOnce();
});

test('gives up when no id is ever free', async () => {
  await expect(signUp(fakeDeps(), command)).rejects.toMatchObject({ code: 'dependency_unavailable' });
});
