import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import { removeDataDir } from '#local/services/remove-data-dir';
import { holdSystem } from '#scenarios/run/hold-system';
import type { Frame } from '#shared/console/frame';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';

let engine: Engine;
let stop: TemporaryEngine['stop'] | undefined;
let looking: AbortController;
let dataDir: string;

const WISH = { kind: 'open', level: 10, journeys: { browse: 1 }, seconds: 300 };
const url = (path: string): string => `${engine.urls.engine}/console/${path}`;
const call = (method: string, body?: unknown) =>
  fetch(url('load'), { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
const newest = async (): Promise<Frame | undefined> =>
  ((await (await fetch(url('frames'))).json()) as Frame[]).at(-1);
const detailOf = async (answer: Response) => ((await answer.json()) as { detail: string }).detail;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-load-'));
  ({ engine, stop } = await temporaryEngine({ dataDir }));
  looking = new AbortController();
  await fetch(url('events'), { signal: looking.signal });
}, 300_000);
afterAll(async () => {
  looking?.abort();
  await stop?.();
  await removeDataDir(dataDir);
});

test.each([
  [{ ...WISH, level: -1 }, 'level is "-1", allowed: at least 0'],
  [{ ...WISH, kind: 'round' }, 'kind is "round", allowed: open, closed'],
  [{ ...WISH, speed: 1 }, 'speed: unknown, allowed: kind, level, journeys, seconds'],
  [{ ...WISH, journeys: { dance: 1 } }, /^journeys\.dance: unknown, allowed: weights above 0 of order, /],
  [{ ...WISH, journeys: {} }, /^journeys is ".*", allowed: weights above 0 of order, /],
  [[], 'The body must be a JSON object.'],
])('%j is refused in one sentence', async (wish, sentence) => {
  const answer = await call('POST', wish);

  expect(answer.status).toBe(422);
  expect(await detailOf(answer)).toMatch(sentence);
});

test.each(['PUT', 'DELETE'])('%s is refused while no load runs', async (method) => {
  const answer = await call(method, method === 'PUT' ? { level: 1 } : undefined);

  expect(answer.status).toBe(409);
  expect(await detailOf(answer)).toBe('No load is running.');
});

test('a load is refused while a scenario of a terminal has the system', async () => {
  using _held = holdSystem({ name: 'x', dataDir }, { what: 'the scenario payment-failure', end: 'Ctrl-C' });
  const answer = await call('POST', WISH);

  expect(answer.status).toBe(409);
  expect(await detailOf(answer)).toBe(
    'The scenario payment-failure is under way, which would count this load as its own; end it first.',
  );
});

test('a load starts, changes its rate while it runs, and its requests are those of the edge', async () => {
  expect((await call('POST', WISH)).status).toBe(202);
  await expect.poll(async () => (await newest())?.load?.state).toBe('running');
  expect((await call('POST', WISH)).status).toBe(409);
  await expect.poll(async () => (await newest())?.load?.second?.ok).toBeGreaterThan(0);

  expect((await call('PUT', { level: 40 })).status).toBe(200);
  await expect.poll(async () => (await newest())?.load).toMatchObject({ wish: { level: 40 } });
  await expect.poll(async () => (await newest())?.load?.second?.ok).toBeGreaterThan(20);

  expect((await call('DELETE')).status).toBe(202);
  await expect.poll(async () => (await newest())?.load?.state).toBe('ended');
  const { load, edges } = (await newest()) ?? {};
  // users sign up before the load begins, by calls to the user service; menus are read once
  expect(edges?.['gateway-restaurant']?.calls).toBe((load?.sent ?? 0) + 1);
});
