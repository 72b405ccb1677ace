import { expect, test } from 'vitest';
import { parseEnv } from '#shared/env';
import { RootPageEnv, systemLinks } from './system-pages.ts';

const pages = [
  { name: 'user', text: 'User service', port: 8001, path: '/', thisMachineOnly: false },
  { name: 'order', text: 'Order service', port: 8003, path: '/', thisMachineOnly: false },
  { name: 'traces', text: 'Traces', port: 8004, path: '/traces', thisMachineOnly: true },
];
const linksFor = (host: string | undefined) =>
  [...systemLinks(pages, 'user', host).matchAll(/href="(.*?)"/g)].map(([, href]) => href);

test.each(['localhost', 'localhost:8001', '127.0.0.1:8001', '[::1]:8001', 'shop.localhost:8001'])(
  'links lead to the other ports of the host that was called: %s',
  (host) => {
    const name = host.replace(/:\d+$/, '');

    expect(linksFor(host)).toEqual([`http://${name}:8003/`, `http://${name}:8004/traces`]);
  },
);

test('pages that only this machine reaches are not linked for other machines', () => {
  expect(linksFor('shop.lan:8001')).toEqual(['http://shop.lan:8003/']);
  expect(linksFor('192.168.0.7:8001')).toEqual(['http://192.168.0.7:8003/']);
});

test.each([undefined, '', 'a b', '"><script>alert(1)</script>', 'x"y', "x'y", '//x', 'x&y'])(
  'a host that is none leads to no links: %s',
  (host) => {
    expect(systemLinks(pages, 'user', host)).toBe('');
  },
);

test('a system of one page, or an unknown one, shows no list', () => {
  expect(systemLinks(undefined, 'user', 'localhost')).toBe('');
  expect(systemLinks(pages.slice(0, 1), 'user', 'localhost')).toBe('');
});

test('a function is given them as JSON, or not at all', () => {
  expect(parseEnv(RootPageEnv, { SYSTEM_PAGES: JSON.stringify(pages) }).SYSTEM_PAGES).toEqual(pages);
  expect(parseEnv(RootPageEnv, {}).SYSTEM_PAGES).toBeUndefined();
  expect(() => parseEnv(RootPageEnv, { SYSTEM_PAGES: '[{}]' })).toThrow(/SYSTEM_PAGES/);
});
