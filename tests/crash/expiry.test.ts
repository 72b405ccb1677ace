import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HostedEngine } from '#lab/hosted-engine';
import { quickEngine } from '#lab/quick-engine';
import { removeDataDir } from '#local/services/remove-data-dir';
import { inParallel } from '#shared/in-parallel';
import { countBy, send } from '#tests/support/api/client';
import type { ServiceUrls } from '#tests/support/api/urls';
import { startTestEngine } from '#tests/support/engine/test-engine';
import { DYNAMODB } from '#tests/support/stores/dynamodb-choices';
import { kill } from './proxy.ts';

const HOST = { dynamodb: DYNAMODB, keepFaults: true };
const EXCEPTION = { mode: 'exception' };

async function newDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-'));
  onTestFinished(() => removeDataDir(dataDir));
  return dataDir;
}

const setRule = async (url: string, id: string, rule: object): Promise<void> => {
  const answer = await send('PUT', `${url}/chaos/${id}`, { json: { ...EXCEPTION, ...rule } });
  expect(answer.status, answer.text).toBe(200);
};
const soon = (ms: number): string => new Date(Date.now() + ms).toISOString();
const statuses = async (url: string) =>
  countBy(await inParallel(4, 12, () => send('GET', url)), ({ status }) => status);
const until = async (time: string): Promise<void> => {
  await expect.poll(() => Date.now(), { timeout: 60_000 }).toBeGreaterThan(Date.parse(time));
};

/** Ids of the user service's rules, and of the restaurant service's. */
const listed = async ({ user, restaurant }: ServiceUrls): Promise<string[][]> =>
  Promise.all(
    [user, restaurant].map(async (url) =>
      (await send('GET', `${url}/chaos`)).body.rules.map(({ id }: { id: string }) => id),
    ),
  );

test('functions that are killed while a rule is on come back with it, and without it once it is over', async () => {
  const engine = await startTestEngine(await quickEngine(await newDataDir()));
  onTestFinished(() => engine.dispose());
  const { user } = engine.urls;
  const unknownUser = `${user}/users/1`;
  expect(await statuses(unknownUser)).toEqual({ 404: 12 });
  const expires_at = soon(6_000);
  await setRule(user, 'short', { point: 'user.handler', expires_at });

  for (const pool of engine.functions.values()) for (const pid of pool.pids) if (pid > 0) kill(pid);
  let before = await statuses(unknownUser);
  // A call that was given to a process as it was killed is a 502.
  while (before[502]) before = await statuses(unknownUser);
  if (Date.now() < Date.parse(expires_at)) expect(before).toEqual({ 500: 12 });
  await until(expires_at);

  expect(await statuses(unknownUser)).toEqual({ 404: 12 });
  expect((await listed(engine.urls))[0]).toEqual([]);
});

test('an engine that is killed and started again with KEEP_FAULTS has no rule that is over', async () => {
  const dataDir = await newDataDir();
  const first = await HostedEngine.start(dataDir, HOST);
  onTestFinished(() => first.stop());
  const expires_at = soon(5_000);
  await setRule(first.ready.urls.user, 'short', { point: 'user.handler', expires_at });
  await setRule(first.ready.urls.restaurant, 'long', { point: 'restaurant.menus.*' });
  await first.kill();
  await until(expires_at);

  const second = await HostedEngine.start(dataDir, HOST);
  onTestFinished(() => second.stop());
  const { urls } = second.ready;

  expect(await statuses(`${urls.user}/users/1`)).toEqual({ 404: 12 });
  expect(await statuses(`${urls.restaurant}/menus/1`)).toEqual({ 503: 12 });
  expect(await listed(urls)).toEqual([[], ['long']]);
});
