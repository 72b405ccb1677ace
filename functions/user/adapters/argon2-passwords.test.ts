import { expect, test } from 'vitest';
import { createArgon2Passwords } from './argon2-passwords.ts';

const passwords = createArgon2Passwords();

test('writes hashes in the common form, never the same twice', async () => {
  const [first, second] = await Promise.all([passwords.hash('secret'), passwords.hash('secret')]);

  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(second).not.toBe(first);
});

test('knows the right password from others', async () => {
  const hash = await passwords.hash('correct horse 말');

  expect(await passwords.verify('correct horse 말', hash)).toBe(true);
  expect(await passwords.verify('correct horse', hash)).toBe(false);
});

test('verifies hashes made by other programs and at another cost', async () => {
  const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';

  expect(await passwords.verify('password', hash)).toBe(true);
});

test('accepts no password for a user who does not exist', async () => {
  expect(await passwords.verify('', undefined)).toBe(false);
});

test('takes as much work for a user who does not exist as for one who does', async () => {
  const hash = await passwords.hash('secret');
  const cpuOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const knownUser = await cpuOf(() => passwords.verify('wrong', hash));
  const unknownUser = await cpuOf(() => passwords.verify('wrong', undefined));

  expect(unknownUser).toBeGreaterThan(knownUser / 3);
});

test('says what is wrong with a stored text that is no hash', async () => {
  await expect(passwords.verify('any', 'plain')).rejects.toThrow('not one of argon2id');
});
