import { expect, test } from 'vitest';
import { createRouter } from './router.ts';

const find = createRouter(
  [
    'ANY /',
    'GET /menus',
    'GET /menus/{id}',
    'PUT /menus/fixed',
    'ANY /menus/{id}/parts/{part}',
    'ANY /{proxy+}',
  ].map((line) => {
    const [method = '', path = ''] = line.split(' ');
    return { method, path };
  }),
);
const routed = (method: string, path: string) => {
  const match = find(method, path);
  return (
    match && [match.route.path, Object.fromEntries(match.names.map((name, at) => [name, match.values[at]]))]
  );
};

test.each([
  ['GET', '/', '/', {}],
  ['GET', '/menus', '/menus', {}],
  ['GET', '/menus/7', '/menus/{id}', { id: '7' }],
  ['PUT', '/menus/fixed', '/menus/fixed', {}],
  ['GET', '/menus/fixed', '/menus/{id}', { id: 'fixed' }],
  ['POST', '/menus/7/parts/a%2Fb', '/menus/{id}/parts/{part}', { id: '7', part: 'a%2Fb' }],
  ['DELETE', '/menus', '/{proxy+}', { proxy: 'menus' }],
  ['DELETE', '/menus/7', '/{proxy+}', { proxy: 'menus/7' }],
  ['GET', '/menus/', '/menus', {}],
  ['GET', '/menus/7/', '/menus/{id}', { id: '7' }],
  ['GET', '/%6Denus', '/menus', {}],
  ['PUT', '/menus/%66ixed/', '/menus/fixed', {}],
  ['GET', '/%zz', '/{proxy+}', { proxy: '%zz' }],
  ['GET', '/menus//', '/{proxy+}', { proxy: 'menus/' }],
  ['GET', '//menus', '/{proxy+}', { proxy: '/menus' }],
  ['GET', '//', '/{proxy+}', { proxy: '' }],
  ['GET', '/a/b/', '/{proxy+}', { proxy: 'a/b' }],
  ['GET', '/a/b/c', '/{proxy+}', { proxy: 'a/b/c' }],
])('%s %s goes to %s', (method, path, route, parameters) => {
  expect(routed(method, path)).toEqual([route, parameters]);
});

test('without a catch-all an unknown path has no route', () => {
  expect(createRouter([{ method: 'GET', path: '/a' }])('GET', '/b')).toBeUndefined();
});
