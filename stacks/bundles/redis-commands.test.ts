import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { filesBelow } from '#tests/support/source-files';
import { REDIS_COMMANDS } from './redis-commands.ts';

const { list }: { list: readonly string[] } = createRequire(import.meta.url)('@ioredis/commands');

test('ioredis has every command that is kept', () => {
  expect(REDIS_COMMANDS.filter((command) => !list.includes(command))).toEqual([]);
});

test('every command that functions send is kept', () => {
  const sent = ['shared', 'functions']
    .flatMap((folder) => filesBelow(folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\b(?:commands|redis)\.([a-z]+)\(/g)])
    .map(([, name = '']) => name)
    .filter((name) => list.includes(name));

  expect(sent).toContain('mget');
  expect(sent.filter((name) => !REDIS_COMMANDS.includes(name))).toEqual([]);
});
