import { expect, test } from 'vitest';
import { userPath } from './user-path.ts';

const BY_NPM = { INIT_CWD: '/project/events', npm_package_json: '/project/package.json' };

test.each([
  ['event.json', BY_NPM, '/project', '/project/events/event.json'],
  ['../event.json', BY_NPM, '/project', '/project/event.json'],
  ['/tmp/event.json', BY_NPM, '/project', '/tmp/event.json'],
  ['event.json', {}, '/elsewhere', '/elsewhere/event.json'],
  // A program that an npm script starts in a folder of its own.
  ['event.json', BY_NPM, '/elsewhere', '/elsewhere/event.json'],
])('%s with %j in %s is %s', (path, env, cwd, whole) => {
  expect(userPath(path, env, cwd)).toBe(whole);
});
