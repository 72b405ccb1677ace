import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellWord } from './shell-word.ts';

test.each(['/tmp/data', '/home/a b/음식 배달', "/home/o'brien/$HOME", ''])(
  'a shell reads the word for %j as that text',
  (text) => {
    expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
  },
);

test('a plain path needs no quotes', () => {
  expect(shellWord('.local/pgpass')).toBe('.local/pgpass');
});
