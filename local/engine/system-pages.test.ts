import { expect, test } from 'vitest';
import { reachablePages } from '#shared/http/pages/system-pages';
import { pagesWithoutEngine } from './system-pages.ts';

const PORTS = { user: 1, restaurant: 2, order: 3, gateway: 4 };
const urls = (tracesPort: number | undefined, host: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    reachablePages(pagesWithoutEngine(PORTS, tracesPort), 'gateway', host).map(({ name, url }) => [
      name,
      url,
    ]),
  );

test('where no engine runs, the shop leads to the console of traces and orders', () => {
  expect(urls(5, 'localhost:4')).toMatchObject({
    order: 'http://localhost:3/',
    engine: 'http://localhost:5/',
    traces: 'http://localhost:5/traces',
  });
});

test.each([
  ['telemetry is off', undefined, 'localhost:4'],
  ['the browser is elsewhere', 5, 'machine.example:4'],
])('and to none where %s', (_, tracesPort, host) => {
  expect(Object.keys(urls(tracesPort, host))).toEqual(['user', 'restaurant', 'order']);
});
