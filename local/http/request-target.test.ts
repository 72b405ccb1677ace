import { expect, test } from 'vitest';
import { readTarget } from './request-target.ts';

test.each([
  ['/menus?a=http://b', '/menus?a=http://b', undefined],
  ['http://localhost:8002/menus?a=1', '/menus?a=1', 'localhost:8002'],
  ['HTTPS://Host/menus', '/menus', 'Host'],
  ['http://localhost:8002', '/', 'localhost:8002'],
  ['http://localhost:8002?a=1', '/?a=1', 'localhost:8002'],
  ['http:///menus', '/menus', ''],
  ['//host/menus', '//host/menus', undefined],
  ['*', '*', undefined],
  ['ftp://host/menus', 'ftp://host/menus', undefined],
])('%s is %s', (url, origin, authority) => {
  expect(readTarget(url)).toEqual({ origin, authority });
});
