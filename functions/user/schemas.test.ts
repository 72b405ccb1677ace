import { expect, test } from 'vitest';
import { SignUp } from './schemas.ts';

const VALID = { username: 'hong', email: 'hong@example.com', password: 'correct horse' };

test.each([
  { username: '' },
  { username: 'x'.repeat(255) },
  { username: 'half a character \ud800' },
  { email: 'hong' },
  { email: `${'x'.repeat(250)}@a.co` },
  { password: '' },
  { password: 'x'.repeat(1025) },
])('refuses a sign-up with %j', (change) => {
  expect(SignUp.safeParse({ ...VALID, ...change }).success).toBe(false);
});

test('takes a sign-up at the limits', () => {
  const body = { ...VALID, username: '🍕'.repeat(127), password: 'x'.repeat(1024) };

  expect(SignUp.parse({ ...body, unknown: 1 })).toEqual(body);
});
