import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keepAddresses, parameterDefaults } from './parameter-defaults.ts';

const ADDRESSES = {
  DatabaseUrl: 'postgresql://kept',
  RedisUrl: 'redis://kept',
  UserServiceUrl: 'http://kept/user',
  RestaurantServiceUrl: 'http://kept/restaurant',
};

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'food-delivery-parameters-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('without anything else the addresses are those of docker-compose.yml', () => {
  const defaults = parameterDefaults({ LOCALSTACK_DATA_DIR: newFolder() });

  expect(defaults).toMatchObject({
    DatabaseUrl: 'postgresql://food_delivery@postgres:5432/food_delivery',
    RedisUrl: 'redis://redis:6379',
  });
});

test('secrets are drawn once for a folder, and only the owner may read them', () => {
  const folder = newFolder();
  const first = parameterDefaults({ LOCALSTACK_DATA_DIR: folder });

  expect(parameterDefaults({ LOCALSTACK_DATA_DIR: folder })).toEqual(first);
  expect(parameterDefaults({ LOCALSTACK_DATA_DIR: newFolder() }).JwtSecret).not.toBe(first.JwtSecret);
  expect(first.JwtSecret?.length).toBeGreaterThan(16);
  expect(statSync(join(folder, 'parameters.json')).mode & 0o077).toBe(0);
});

test('addresses that were kept stand until they are dropped, and the secrets stay', () => {
  const folder = newFolder();
  keepAddresses(folder, ADDRESSES);
  const kept = parameterDefaults({ LOCALSTACK_DATA_DIR: folder });
  keepAddresses(folder);
  const dropped = parameterDefaults({ LOCALSTACK_DATA_DIR: folder });

  expect(kept).toMatchObject(ADDRESSES);
  expect(dropped.DatabaseUrl).toContain('@postgres:5432');
  expect(dropped.ServiceTokenSecret).toBe(kept.ServiceTokenSecret);
});

test('the environment goes before everything', () => {
  const folder = newFolder();
  keepAddresses(folder, ADDRESSES);

  const defaults = parameterDefaults({
    LOCALSTACK_DATA_DIR: folder,
    DATABASE_URL: 'postgresql://mine',
    JWT_SECRET: 's'.repeat(20),
    REDIS_URL: '',
  });

  expect(defaults).toMatchObject({
    DatabaseUrl: 'postgresql://mine',
    JwtSecret: 's'.repeat(20),
    RedisUrl: 'redis://kept',
  });
});

test('a file that cannot be read is named, and not replaced', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'parameters.json'), '{');

  expect(() => parameterDefaults({ LOCALSTACK_DATA_DIR: folder })).toThrow(/parameters\.json cannot be read/);
  expect(readFileSync(join(folder, 'parameters.json'), 'utf8')).toBe('{');
});
