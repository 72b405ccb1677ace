import { expect, test } from 'vitest';
import { leftOutText } from './left-out.ts';

test('names each need, how many tests have it, and how to meet it', () => {
  const text = leftOutText([
    { tags: ['redis-server'] },
    { tags: ['redis-server'] },
    { tags: [] },
    { tags: ['openssl'] },
    { tags: [], note: 'there is no Python' },
  ]);

  expect(text).toBe(
    'Left out:\n  2 tests that need redis-server or valkey-server (apt-get install redis-server, brew install redis)\n' +
      '  1 test that needs openssl (apt-get install openssl, brew install openssl)\n' +
      '  1 test: there is no Python',
  );
});

test('there is no text where nothing was left out', () => {
  expect(leftOutText([{ tags: [] }])).toBeUndefined();
});
