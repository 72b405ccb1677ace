import { expect, test } from 'vitest';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { CacheMeter } from './cache-meter.ts';

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const read = (name: string, state: string) => ({
  attributes: [attribute(ATTRIBUTE.cacheName, name), attribute(ATTRIBUTE.cacheState, state)],
});
const of = (name: string) => ({ attributes: [attribute(ATTRIBUTE.faasName, `food-delivery-local-${name}`)] });

test('reads are counted by cache and state; the list of menus is known by its function', () => {
  const meter = new CacheMeter(true);
  const menu = read('menus', 'hit');
  meter.take({ resource: of('restaurant-list-menus'), items: [menu, read('menus', 'miss')] });
  meter.take({ resource: of('restaurant-get-menu'), items: [menu, menu] });
  meter.take({ resource: of('order-get-order'), items: [read('order', 'bypass'), { attributes: [] }] });

  expect(meter.read()).toEqual({
    caches: {
      list: { hits: 1, misses: 1, bypassed: 0 },
      menus: { hits: 2, misses: 0, bypassed: 0 },
      orders: { hits: 0, misses: 0, bypassed: 1 },
    },
  });
});

test('no read is known without spans', () => {
  expect(new CacheMeter(false).read()).toEqual({});
});
