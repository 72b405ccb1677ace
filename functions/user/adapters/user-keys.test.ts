import { expect, test } from 'vitest';
import { emailKey } from './user-keys.ts';

test.each([
  ['Hong@Example.COM', 'email#Hong@example.com'],
  ['"a@B"@Example.com', 'email#"a@B"@example.com'],
])('knows %s whatever the case of its domain', (email, key) => {
  expect(emailKey(email)).toBe(key);
});
