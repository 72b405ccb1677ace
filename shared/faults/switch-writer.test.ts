import { setTimeout as wait } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { NO_HITS } from '#tests/support/faults/injected-faults';
import { storedParameter } from '#tests/support/faults/stored-parameter';
import type { HitStore, Hits } from './hit-store.ts';
import { createFaultSwitches } from './switches.ts';

const RULE = { point: 'user.users.find', mode: 'exception' };
const POLL_MS = 150;

const environment = (parameter: ReturnType<typeof storedParameter>, hits: HitStore = NO_HITS, pollMs = 0) =>
  createFaultSwitches(parameter, { service: 'user', enabled: true, hits, pollMs });

const idsOf = async (switches: ReturnType<typeof environment>) =>
  (await switches.list({})).rules.map(({ id }) => id);

/** A store of hits in memory. */
function memoryHits(first: Hits = {}): HitStore & { readonly counts: Map<string, number> } {
  const counts = new Map(Object.entries(first));
  const add = (key: string, number: number): number => {
    counts.set(key, (counts.get(key) ?? 0) + number);
    return counts.get(key) ?? 0;
  };
  return {
    counts,
    async add(hits) {
      for (const [key, number] of Object.entries(hits)) add(key, number);
    },
    next: async (key) => add(key, 1),
    read: async () => Object.fromEntries(counts),
    async reset(keys) {
      for (const key of keys) counts.set(key, 0);
    },
    async remove(keys) {
      for (const key of keys) counts.delete(key);
    },
  };
}

test('a rule is in force when put has answered, and in force no more when end has', async () => {
  const parameter = storedParameter();
  const other = environment(parameter, NO_HITS, POLL_MS);
  const own = environment(parameter, NO_HITS, POLL_MS);
  await other.current();

  await own.put('broken', RULE);
  expect(await other.current()).toMatchObject([{ id: 'broken' }]);

  await own.end('broken');
  expect(await other.current()).toEqual([]);
});

test('the counters of a rule that was replaced or ended are removed, late ones at the next change', async () => {
  const hits = memoryHits({ delay: 3 });
  const parameter = storedParameter();
  const switches = environment(parameter, hits);
  await switches.put('one', { ...RULE, times: 2 });
  const [{ key = '' } = {}] = await switches.current();
  await hits.add({ [key]: 2, [`${key}#calls`]: 9 });
  expect((await switches.list({})).rules).toMatchObject([{ id: 'one', hits: 2 }]);

  await wait(2);
  await switches.put('one', { ...RULE, times: 3 });
  expect((await switches.list({})).rules).toMatchObject([{ id: 'one', hits: 0 }]);
  expect([...hits.counts]).toEqual([['delay', 3]]);

  await hits.add({ [key]: 1 });
  await switches.end('one');
  expect([...hits.counts]).toEqual([['delay', 3]]);
});

test('a rule keeps its hits when another one is set', async () => {
  const hits = memoryHits();
  const parameter = storedParameter(JSON.stringify({ rules: [{ id: 'stored', starts_in: 0, ...RULE }] }));
  const switches = environment(parameter, hits);
  const [{ key = '' } = {}] = await switches.current();
  await hits.add({ [key]: 2 });

  await switches.put('other', RULE);

  expect((await switches.list({})).rules).toMatchObject([{ id: 'stored', hits: 2 }, { id: 'other' }]);
});

test('a rule that somebody ends while put waits stays ended', async () => {
  const parameter = storedParameter();
  const [one, other] = [1, 2].map(() => environment(parameter, NO_HITS, 400));

  const putting = one?.put('broken', RULE);
  await expect.poll(() => parameter.text).toContain('broken');
  await wait(200);
  await other?.clear();
  await putting;

  expect(parameter.text).toBe('{}');
});

test('a rule that a writer without merging overwrites at once is written again', async () => {
  const parameter = storedParameter();
  const switches = environment(parameter, NO_HITS, 20);

  const putting = switches.put('broken', RULE);
  await vi.waitFor(() => expect(parameter.text).toContain('broken'), { interval: 1 });
  parameter.text = '{"error":{"enable":true}}';
  await putting;

  expect(await idsOf(switches)).toEqual(['error', 'broken']);
});

test('a change waits once more where an environment may have read a text without it', async () => {
  const parameter = storedParameter();
  const switches = environment(parameter, NO_HITS, POLL_MS);
  const startedAt = performance.now();

  const putting = switches.put('broken', RULE);
  await vi.waitFor(() => expect(parameter.text).toContain('broken'), { interval: 1 });
  const text = parameter.text;
  parameter.text = '{}';
  parameter.text = text;
  await putting;

  expect(performance.now() - startedAt).toBeGreaterThan(2 * POLL_MS);
});

test('a switch is ended by its name, and its hits begin anew', async () => {
  const hits = memoryHits({ delay: 3, error: 4 });
  const parameter = storedParameter('{"delay":{"delay_ms":5},"error":{"enable":true}}');
  const switches = environment(parameter, hits);

  await switches.end('delay');

  expect(parameter.text).toBe('{"error":{"enable":true}}');
  expect([...hits.counts]).toEqual([
    ['delay', 0],
    ['error', 4],
  ]);
  await expect(switches.end('delay')).rejects.toMatchObject({ code: 'not_found' });
  await expect(switches.end('payment_fail')).rejects.toMatchObject({ code: 'validation_failed' });
});

test('a rule that is over is not listed, and nothing looks for it', async () => {
  const parameter = storedParameter(
    JSON.stringify({
      rules: [{ id: 'short', ...RULE, expires_at: new Date(Date.now() + 60).toISOString() }],
    }),
  );
  const switches = environment(parameter);
  expect(await switches.current()).toHaveLength(1);

  await wait(80);

  expect(await switches.current()).toEqual([]);
  expect(await idsOf(switches)).toEqual([]);
});

test('the store of hits is down: rules are set and ended all the same', async () => {
  const down = () => Promise.reject(new Error('down'));
  const parameter = storedParameter();
  const switches = environment(parameter, { add: down, next: down, read: down, reset: down, remove: down });

  await switches.put('broken', RULE);
  expect((await switches.list({})).rules).toMatchObject([
    { id: 'broken', hits: null, hits_per_second: null },
  ]);
  await switches.end('broken');

  expect(parameter.text).toBe('{}');
});
