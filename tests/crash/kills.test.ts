import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { TIMING } from '#functions/order/domain/timing';
import { HostedEngine } from '#lab/hosted-engine';
import { quickEngine } from '#lab/quick-engine';
import { objections, settledVerdict } from '#lab/settle';
import { storesOf } from '#lab/stores-of';
import { removeDataDir } from '#local/services/remove-data-dir';
import { connectStores } from '#oracle/stores/connect';
import type { Verdict } from '#oracle/verdict';
import { inParallel } from '#shared/in-parallel';
import { createApi, type TestUser } from '#tests/support/api/client';
import { startTestEngine } from '#tests/support/engine/test-engine';
import { DYNAMODB } from '#tests/support/stores/dynamodb-choices';
import { Load } from './load.ts';
import { kill } from './proxy.ts';
import { ROUNDS } from './rounds.ts';

const HOST = { dynamodb: DYNAMODB };
const CLIENTS = 8;
const PLENTY = 100_000;
/** The promise of the contract, though everything here is shrunk. */

test('environments of place-order killed in the middle of a load lose no stock and charge for no failed order', async () => {
  const dataDir = await newDataDir();
  const engine = await startTestEngine(await quickEngine(dataDir));
  onTestFinished(() => engine.dispose());
  using stores = connectStores(storesOf(engine));
  const api = createApi(engine.urls);
  const buyers = await prepare(api);
  const pool = engine.functions.get('order/place-order');
  const startedMs = performance.now();

  const load = new Load(api, buyers, CLIENTS);
  let killed = 0;
  for (const delay_ms of [0, 100]) {
    await api.chaos('restaurant', 'inventory_delay', { delay_ms });
    for (let round = 0; round < ROUNDS.kills; round++) {
      await load.untilConfirmed(CLIENTS);
      await sleep(Math.random() * (20 + delay_ms));
      const pids = pool?.pids.filter((pid) => pid > 0) ?? [];
      for (const pid of pids) kill(pid);
      killed += pids.length;
    }
  }
  await load.stop();
  await api.chaos('restaurant', 'inventory_delay', { delay_ms: 0 });
  const verdict = await settledVerdict(stores);

  report(`${2 * ROUNDS.kills} kills of place-order (${killed} processes)`, [load], verdict, startedMs);
  expect(objections(verdict)).toEqual({});
  expect(load.brokenPromises(verdict.snapshot)).toEqual([]);
  expect(longestPendingMs(verdict)).toBeLessThan(TIMING.decidedWithinMs);
});

test('an engine killed in the middle of a load loses no answer, no stock and no money', async () => {
  const dataDir = await newDataDir();
  const loads: Load[] = [];
  let buyers: readonly TestUser[] = [];
  const startedMs = performance.now();

  for (let round = 0; round < ROUNDS.restarts; round++) {
    const engine = await HostedEngine.start(dataDir, HOST);
    onTestFinished(() => engine.stop());
    const api = createApi(engine.ready.urls);
    if (buyers.length === 0) buyers = await prepare(api);
    const load = new Load(api, buyers, CLIENTS);
    loads.push(load);
    await load.untilConfirmed(CLIENTS * 2);
    await sleep(Math.random() * 50);
    await engine.kill();
    await load.stop();
  }
  const engine = await HostedEngine.start(dataDir, HOST);
  onTestFinished(() => engine.stop());
  using stores = connectStores(engine.ready.stores);
  const verdict = await settledVerdict(stores);

  report(`${ROUNDS.restarts} kills of the engine`, loads, verdict, startedMs);
  expect(objections(verdict)).toEqual({});
  expect(loads.flatMap((load) => load.brokenPromises(verdict.snapshot))).toEqual([]);
});

async function newDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-crash-'));
  onTestFinished(() => removeDataDir(dataDir));
  return dataDir;
}

async function prepare(api: ReturnType<typeof createApi>): Promise<readonly TestUser[]> {
  for (const menuId of [1, 2, 3, 4]) await api.setStock(menuId, PLENTY);
  return inParallel(2, CLIENTS, () => api.newUser());
}

function longestPendingMs({ snapshot }: Verdict): number {
  const decided = [...snapshot.orders.values()].filter(({ status }) => status !== 'void');
  return Math.max(...decided.map(({ createdAtMs, decidedAtMs = Infinity }) => decidedAtMs - createdAtMs));
}

function report(what: string, loads: readonly Load[], verdict: Verdict, startedMs: number): void {
  const { snapshot } = verdict;
  const statuses = [...Map.groupBy(snapshot.orders.values(), ({ status }) => status)];
  const ends = statuses.map(([status, orders]) => `${orders.length} ${status}`).join(', ');
  const confirmed = loads.reduce((sum, load) => sum + load.confirmed, 0);
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  const longest = (longestPendingMs(verdict) / 1_000).toFixed(1);
  console.log(
    `${what} in ${seconds} s: ${confirmed} orders answered as confirmed; in the store: ${ends}; pending ${longest} s at most`,
  );
}
