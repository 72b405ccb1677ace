import { expect, test, vi } from 'vitest';
import { createFaults } from '#tests/support/faults/injected-faults';
import { storedParameter } from '#tests/support/faults/stored-parameter';
import { createHitCounter } from './hit-counter.ts';
import type { Hits } from './hit-store.ts';

/** A store that several environments share, and that can be down. */
function sharedStore() {
  const hits = new Map<string, number>();
  const store = {
    isDown: false,
    writes: 0,
    async add(more: Hits) {
      if (store.isDown) throw new Error('down');
      store.writes++;
      for (const [id, number] of Object.entries(more)) hits.set(id, (hits.get(id) ?? 0) + number);
    },
    next: async () => 1,
    read: async (): Promise<Hits> => Object.fromEntries(hits),
    async reset(ids: readonly string[]) {
      if (store.isDown) throw new Error('down');
      for (const id of ids) hits.set(id, 0);
    },
    async remove(ids: readonly string[]) {
      for (const id of ids) hits.delete(id);
    },
  };
  return store;
}

test('the hits of several environments add up, with few writes', async () => {
  const store = sharedStore();
  const counters = [1, 2, 3, 4].map(() => createHitCounter(store, { freezes: false }));

  for (let call = 0; call < 1_000; call++) counters[call % 4]?.count('error');
  counters[0]?.count('delay');

  await expect.poll(() => store.read()).toEqual({ error: 1_000, delay: 1 });
  expect(store.writes).toBe(4);
});

test('hits that cannot be written are written later', async () => {
  const store = sharedStore();
  store.isDown = true;
  const warn = vi.fn();
  const counter = createHitCounter(store, { freezes: false, warn });
  counter.count('error');
  await expect.poll(() => warn.mock.calls.length).toBeGreaterThan(0);

  store.isDown = false;
  counter.count('error');

  await expect.poll(() => store.read()).toEqual({ error: 2 });
});

test('an environment that freezes has written before it answers', async () => {
  const store = sharedStore();
  const counter = createHitCounter(store, { freezes: true });
  counter.count('error');

  await counter.beforeFreeze();
  await counter.beforeFreeze();

  expect(await store.read()).toEqual({ error: 1 });
  expect(store.writes).toBe(1);
});

test('hits begin at 0 when a switch is set, and when all are ended', async () => {
  const store = sharedStore();
  const parameter = storedParameter('{}');
  const { switches } = createFaults('user', parameter, { hits: store });
  const hit = (): Promise<void> => store.add({ error: 1, delay: 1 });
  await hit();
  expect(await store.read()).toEqual({ error: 1, delay: 1 });

  await switches.set('error', { enable: true });
  await hit();
  expect(await store.read()).toEqual({ error: 1, delay: 2 });

  await switches.clear();
  expect(await store.read()).toEqual({ error: 0, delay: 0 });
});

test('a store that is down keeps no switch from being set or ended, and hits are unknown', async () => {
  const down = () => Promise.reject(new Error('down'));
  const parameter = storedParameter('{}');
  const { switches } = createFaults('user', parameter, {
    hits: { add: down, next: down, read: down, reset: down, remove: down },
  });

  await switches.set('error', { enable: true });
  expect(parameter.text).toBe('{"error":{"enable":true}}');
  expect((await switches.list({})).rules).toMatchObject([{ id: 'error', hits: null, hits_per_second: null }]);
  await switches.clear();
  expect(parameter.text).toBe('{}');
});
