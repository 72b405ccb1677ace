import { expect, test } from 'vitest';
import * as z from 'zod';
import { port, wholeNumber, zeroOrOne } from '#shared/settings/kinds';
import { readValues } from '#shared/settings/read-values';
import { UsageError } from './errors.ts';
import { readSettings } from './settings.ts';

const Settings = z.object({
  STAGE: z.string(),
  USER_PORT: port.default(8001),
  CONCURRENCY: wholeNumber({ least: 1, most: 256 }).optional(),
  LOG: z.enum(['debug', 'info']).default('info'),
  FREEZE: zeroOrOne.default(false),
  REDIS_URL: z.url().optional(),
  JWT_SECRET: z.string().min(16).optional(),
});

test('text is read as what it means, and a blank variable as one that is not set', () => {
  expect(readSettings(Settings, { STAGE: 'local', USER_PORT: ' 0 ', LOG: '', FREEZE: '1' })).toEqual({
    ...{ STAGE: 'local', USER_PORT: 0, LOG: 'info', FREEZE: true },
  });
});

test.each([
  [{ STAGE: ' ' }, 'STAGE is missing, allowed: text'],
  [{ USER_PORT: '8o8o' }, 'USER_PORT is "8o8o", allowed: a whole number from 0 to 65535'],
  [{ USER_PORT: '65536' }, 'USER_PORT is "65536", allowed: a whole number from 0 to 65535'],
  [{ CONCURRENCY: '0' }, 'CONCURRENCY is "0", allowed: a whole number from 1 to 256'],
  [{ CONCURRENCY: '1e2' }, 'CONCURRENCY is "1e2", allowed: a whole number from 1 to 256'],
  [{ LOG: 'loud' }, 'LOG is "loud", allowed: debug, info'],
  [{ FREEZE: 'yes' }, 'FREEZE is "yes", allowed: 0, 1'],
  [{ REDIS_URL: 'redis' }, 'REDIS_URL is "redis", allowed: a URL'],
  [{ LOG: 'loud', FREEZE: 'yes' }, 'LOG is "loud", allowed: debug, info; FREEZE is "yes", allowed: 0, 1'],
])('%j is refused in one sentence', (env, sentence) => {
  expect(() => readSettings(Settings, { STAGE: 'local', ...env })).toThrow(new UsageError(sentence));
});

test('a value inside of another is named by its place, and an unknown member with those that are allowed', () => {
  const Inner = z.object({ match: z.strictObject({ attempt: z.int().positive() }) });
  const read = (match: unknown) => () => readValues(Inner, { match }, (sentence) => new Error(sentence));

  expect(read({ attempt: 0 })).toThrow('match.attempt is "0", allowed: above 0');
  expect(read({ attempt: 1, tries: 1 })).toThrow('match.tries: unknown, allowed: attempt');
  expect(read('once')).toThrow('match is "once", allowed: object');
});

test.each([
  [{ JWT_SECRET: 'short' }, 'JWT_SECRET is ***, allowed: at least 16 characters'],
  [{ REDIS_URL: '//me:pass@host' }, 'REDIS_URL is ***, allowed: a URL'],
])('a secret is not repeated', (env, sentence) => {
  const read = () => readSettings(Settings, { STAGE: 'local', ...env });

  expect(read).toThrow(sentence);
  expect(read).not.toThrow(/short|pass/);
});
