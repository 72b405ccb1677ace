import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type Load, startLoad } from '#load/load';
import type { LoadResult } from '#load/measure/load-result';
import type { Sample } from '#load/measure/sample';
import type { LoadPlan } from '#load/plan/plan';
import { mapValues } from '#shared/map-values';
import { SERVICES } from '#shared/services';
import { freeze } from '#tests/support/programs/freeze';

const SERVER = fileURLToPath(new URL('../support/load/menu-server.ts', import.meta.url));
const PARENT = fileURLToPath(new URL('../support/load/parent.ts', import.meta.url));
const FROZEN_MS = 2_000;
const LATENCY_LIMIT_MS = 10_000; // other work on the machine makes the generator late; it must not decide these tests

async function startServer() {
  const server = fork(SERVER, { execArgv: [] });
  onTestFinished(() => void server.kill('SIGKILL'));
  const [port] = await once(server, 'message');
  return { pid: server.pid, url: `http://127.0.0.1:${port}` };
}

/** Reads of menus at one server. */
const planAt = (url: string, loop: LoadPlan['loop'], more: Partial<LoadPlan> = {}): LoadPlan => ({
  urls: mapValues(SERVICES, () => url),
  loop,
  journeys: { 'read-menu': 1 },
  latency_limit_ms: LATENCY_LIMIT_MS,
  ...more,
});
const steady = (rate: number, seconds: number): LoadPlan['loop'] => ({
  kind: 'open',
  phases: [{ kind: 'steady', rate, seconds }],
});

function start(plan: LoadPlan): Load {
  const load = startLoad(plan);
  onTestFinished(() => load[Symbol.asyncDispose]());
  return load;
}

/** Stops the server in the middle of a load, for two seconds. */
async function loadFrozen(loop: LoadPlan['loop'], more: Partial<LoadPlan> = {}): Promise<LoadResult> {
  const server = await startServer();
  const load = start(planAt(server.url, loop, more));
  await load.started;
  await sleep(1_000);
  const thaw = await freeze(server.pid);
  await sleep(FROZEN_MS);
  thaw();
  return load.ended;
}

const answersOf = ({ all }: LoadResult): number => all.outcomes['200'] ?? 0;

test('a server that is stopped for two seconds shows in the latency of an open loop', async () => {
  const result = await loadFrozen(steady(100, 4));

  expect(result.conclusion, result.reasons.join()).toBe('conclusive');
  expect(answersOf(result)).toBe(400);
  expect(result.all.latency_ms.intended.p99).toBeGreaterThan(1_800);
  expect(result.all.latency_ms.intended.p99).toBeLessThan(4_000);
});

test('with few connections it shows from the intended send only', async () => {
  const { all } = await loadFrozen(steady(100, 4), { connections: 2 });

  expect(all.outcomes).toEqual({ '200': 400 });
  expect(all.latency_ms.intended.p99).toBeGreaterThan(1_800);
  expect(all.latency_ms.sent.p99).toBeLessThan(1_000);
});

test('it does not show in a closed loop, whose clients wait', async () => {
  const { all, begun } = await loadFrozen(
    { kind: 'closed', phases: [{ kind: 'steady', clients: 4, seconds: 4 }] },
    { think_ms: 5 },
  );

  expect(all.latency_ms.intended.max).toBeGreaterThan(1_800);
  // four calls wait, one for each client: less than one in twenty, however few a busy machine answers
  expect(begun).toBeGreaterThan(100);
  expect(all.latency_ms.intended.p95).toBeLessThan(1_000);
});

test('what does not fit under the limit is dropped, counted, and makes the result inconclusive', async () => {
  const result = await loadFrozen(steady(100, 4), { max_in_flight: 10 });

  expect(result.dropped).toBeGreaterThan(100);
  expect(result.begun + result.dropped).toBe(400);
  expect(answersOf(result)).toBe(result.begun);
  expect(result.conclusion).toBe('inconclusive');
  expect(result.reasons.join()).toMatch(
    /^\d+ of 400 journeys \([\d.]+ %\) were dropped, and at most 1 % are allowed$/,
  );
});

test('a generator that gets no processor is late, and its result inconclusive', async () => {
  const server = await startServer();
  const load = start(planAt(server.url, steady(100, 3), { latency_limit_ms: 300 }));
  await load.started;
  const thaw = await freeze(load.pid);
  await sleep(1_000);
  thaw();
  const result = await load.ended;

  expect(result.begun).toBe(300);
  expect(result.all.latency_ms.intended.p99).toBeGreaterThan(800);
  expect(result.conclusion).toBe('inconclusive');
  expect(result.reasons.join()).toMatch(
    /^the generator was late by [\d.]+ ms at p99, and at most 30 ms are allowed$/,
  );
});

test('seconds report the rate, which can be changed, and stop ends the load', async () => {
  const server = await startServer();
  const load = start(planAt(server.url, steady(5, 600)));
  const samples: Sample[] = [];
  load.onSecond((sample) => samples.push(sample));
  await expect.poll(() => samples.length).toBeGreaterThan(1);
  load.mark('faster');
  load.setRate(200);
  const begunIn = (section: string): number =>
    samples.filter((each) => each.section === section).reduce((sum, { begun }) => sum + begun, 0);
  await expect.poll(() => begunIn('faster')).toBeGreaterThan(300);
  const { sections, begun, all } = await load.stop();

  expect(samples[0]).toMatchObject({ section: 'steady', level: 5, dropped: 0 });
  // on a busy machine a second is reported a little late, under the time at which it is
  expect(samples[0]?.second).toBeGreaterThanOrEqual(1);
  expect(samples.at(-1)?.level).toBe(200);
  expect(sections.map(({ name }) => name)).toEqual(['steady', 'faster']);
  expect(samples.reduce((sum, each) => sum + each.begun, 0)).toBe(begun);
  expect(all.ended).toBe(begun);
});

test('the generator ends with its parent, however that ends', async () => {
  const server = await startServer();
  const parent = fork(PARENT, [JSON.stringify(planAt(server.url, steady(5, 600)))], { execArgv: [] });
  const [pid] = await once(parent, 'message');
  const isAlive = (): boolean => {
    try {
      return process.kill(Number(pid), 0);
    } catch {
      return false;
    }
  };
  expect(isAlive()).toBe(true);
  parent.kill('SIGKILL');

  await expect.poll(isAlive).toBe(false);
});

test('a system that does not answer is one sentence', async () => {
  const load = start(planAt('http://127.0.0.1:1', steady(5, 5)));

  await expect(load.ended).rejects.toThrow(
    'the load cannot begin, because the menus cannot be read (list-menus: no answer: refused)',
  );
});
