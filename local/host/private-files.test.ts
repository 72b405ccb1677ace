import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openToOthers } from '#tests/support/engine/open-to-others';
import { keepPrivate } from './private-files.ts';

const umaskBefore = process.umask();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'food-delivery-test-'));
});

afterEach(() => {
  process.umask(umaskBefore);
  rmSync(folder, { recursive: true });
});

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test.each([0, 0o022, 0o077])(
  'closes what was left open under the umask %d, and what comes later',
  async (umask) => {
    process.umask(umask);
    mkdirSync(join(folder, 'logs', 'older'), { recursive: true });
    writeFileSync(join(folder, 'logs', 'older', 'redis.log'), '');
    writeFileSync(join(folder, 'ports.json'), '{}');

    keepPrivate(folder);
    mkdirSync(join(folder, 'sqs'));
    execFileSync('touch', ['dynamodb.sqlite'], { cwd: folder });

    expect(await openToOthers(folder)).toEqual([]);
    expect(modeOf(join(folder, 'logs', 'older', 'redis.log'))).toBe(0o600);
    expect(modeOf(join(folder, 'logs', 'older'))).toBe(0o700);
    expect(modeOf(join(folder, 'dynamodb.sqlite'))).toBe(0o600);
    expect(modeOf(folder)).toBe(process.getuid?.() === 0 ? 0o711 : 0o700);
  },
);

test('does not change the folder of PostgreSQL or files outside the data folder', () => {
  const outside = mkdtempSync(join(tmpdir(), 'food-delivery-test-'));
  const postgres = join(folder, 'postgres');
  mkdirSync(postgres);
  for (const path of [outside, postgres]) chmodSync(path, 0o750);
  symlinkSync(outside, join(folder, 'link'));

  keepPrivate(folder);

  expect([modeOf(outside), modeOf(postgres)]).toEqual([0o750, 0o750]);
  rmSync(outside, { recursive: true });
});
