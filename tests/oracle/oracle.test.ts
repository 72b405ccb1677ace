import { connect, InvariantViolated } from 'food-delivery-lambda/testing';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { judge } from '#oracle/judge';
import { DEFAULT_BOUNDS } from '#oracle/rule';
import { unsettled, type Verdict } from '#oracle/verdict';
import { inParallel } from '#shared/in-parallel';
import { countBy, send, type TestUser } from '#tests/support/api/client';
import { runScript } from '#tests/support/programs/run-script';
import { corruptionOf } from './corruption.ts';
import { type JudgedEngine, startJudgedEngine } from './judged-engine.ts';

let judged: JudgedEngine;
let buyer: TestUser;

beforeAll(async () => {
  judged = await startJudgedEngine({
    PENDING_MS: '1500',
    RECOVERY_DELAY_MS: '2000',
    CANCEL_RECOVERY_DELAY_MS: '2000',
  });
  buyer = await judged.api.newUser();
});
afterAll(() => judged[Symbol.asyncDispose]());

const oracle = (...args: string[]) => runScript('oracle/main.ts', args, judged.environment);
const verdict = (settleMs: number): Promise<Verdict> =>
  judge(judged.stores, { bounds: DEFAULT_BOUNDS, settleMs });
const broken = ({ results }: Verdict) => results.filter(({ violations }) => violations.length > 0);

/** A client that orders, reads, retries, cancels and orders too much. */
async function shop(i: number): Promise<number> {
  const { api } = judged;
  const lines = [
    { menu_id: (i % 6) + 1, quantity: 1 },
    { menu_id: ((i + 1) % 6) + 1, quantity: (i % 3) + 1 },
  ];
  const key = { 'idempotency-key': `key-${i}` };
  const placed = await api.order(buyer, i % 5 === 0 ? [{ menu_id: 3, quantity: 900 }] : lines, key);
  if (i % 2 === 0) await api.order(buyer, lines, key);
  const orderId = placed.body.id ?? placed.body.order_id;
  await Promise.all([api.getOrder(orderId), api.menu(1), send('GET', `${api.urls.restaurant}/menus`)]);
  if (i % 3 === 0) await Promise.all([api.cancel(orderId), api.cancel(orderId)]);
  return placed.status;
}

test('a new system holds', async () => {
  const { exitCode, stdout } = await oracle();

  expect(stdout).toContain('0 orders (0 not at rest)');
  expect(stdout).toContain('All invariants hold.');
  expect(exitCode).toBe(0);
});

test('after orders, refusals, declines, cancellations and retries everything holds', async () => {
  const { api } = judged;
  await api.chaos('order', 'payment_fail', { fail_percent: 30 });

  const shopping = inParallel(6, 48, shop);
  const during = verdict(0);
  const answers = countBy(await shopping, (status) => status);
  await send('PUT', `${api.urls.restaurant}/inventory/6`, { json: { quantity: 3 } });
  await send('PUT', `${api.urls.restaurant}/inventory/6/restore`, { json: { quantity: 1 } });
  await api.calm();
  const { exitCode, stdout } = await oracle('--settle', '20', '--json');

  expect(answers).toEqual({ 201: 38, 400: 10 });
  expect(broken(await during)).toEqual([]);
  expect(exitCode).toBe(0);
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({ holds: true, stage: 'local', orders: 48, unsettled: 0, menus: 6 });
  expect(report.rules.filter((rule: { checked: number }) => rule.checked > 0).length).toBeGreaterThan(9);
});

test('waits until an order whose function was killed has come to rest', async () => {
  const { api, engine } = judged;
  await api.chaos('restaurant', 'inventory_delay', { delay_ms: 700 });
  const placing = api.order(buyer, [{ menu_id: 2, quantity: 3 }]);
  await expect.poll(async () => unsettled((await verdict(0)).snapshot)).toBe(1);

  for (const pid of engine.functions.get('order/place-order')?.pids ?? []) process.kill(pid, 'SIGKILL');
  await placing;
  await api.calm();
  const settled = await verdict(20_000);

  expect(unsettled(settled.snapshot)).toBe(0);
  expect(broken(settled)).toEqual([]);
});

test('what is wrong is named, with what was expected and what was found', async () => {
  const plant = corruptionOf(judged.stores);
  await plant.sql('UPDATE menus SET inventory = inventory + 1 WHERE id = 2');

  const text = await oracle();
  const json = await oracle('--json');

  expect([text.exitCode, json.exitCode]).toEqual([1, 1]);
  expect(text.stdout).toMatch(
    /^VIOLATED {2}stock .*\(1 of 6\)\n.* menu 2: expected \d+ left = .*; found \d+ left$/m,
  );
  const { rules } = JSON.parse(json.stdout);
  expect(rules.filter(({ holds }: { holds: boolean }) => !holds)).toMatchObject([
    { name: 'stock', violations: [{ subject: 'menu 2' }] },
  ]);
  await plant.sql('UPDATE menus SET inventory = inventory - 1 WHERE id = 2');
});

test('expectInvariants of testing/ runs the oracle: it is silent while all holds, and throws the report', async () => {
  const plant = corruptionOf(judged.stores);
  vi.stubEnv('ENGINE_PORT', judged.environment.ENGINE_PORT);
  onTestFinished(() => void vi.unstubAllEnvs());
  const chaos = connect(judged.api.urls);
  await judged.api.menu(2);

  await chaos.expectInvariants({ settleSeconds: 20 });
  await plant.sql('UPDATE menus SET inventory = inventory + 1 WHERE id = 2');
  const failed = await chaos.expectInvariants({ settleSeconds: 0 }).catch((error: unknown) => error);
  await plant.sql('UPDATE menus SET inventory = inventory - 1 WHERE id = 2');

  expect(failed).toBeInstanceOf(InvariantViolated);
  expect(failed).toMatchObject({ message: expect.stringMatching(/VIOLATED {2}stock .*\n.* menu 2: /) });
});

test.each([
  [['--settle', 'soon'], '--settle is "soon", allowed: a whole number of seconds from 0 to '],
  [['--fast'], 'there is no option --fast, allowed: --settle SECONDS, '],
  [['now'], '"now" is not understood, allowed: --settle SECONDS, '],
])('%j is refused in one sentence', async (args, sentence) => {
  const { exitCode, stderr } = await oracle(...args);

  expect(exitCode).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('without an engine it says what to do', async () => {
  const { exitCode, stderr } = await runScript('oracle/main.ts', [], { ENGINE_PORT: '1' });

  expect(exitCode).toBe(2);
  expect(stderr).toMatch(
    /^error: no engine answers at http:\/\/127\.0\.0\.1:1; start one with npm start, [^\n]*\n$/,
  );
});

test.each(['postgres', 'redis', 'dynamodb', 'sqs'] as const)(
  'with %s gone it cannot judge, and says so',
  async (backend) => {
    await judged.engine.stopBackend(backend);

    const { exitCode, stderr, stdout } = await oracle();

    await judged.engine.startBackend(backend);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: [^\n]* at 127\.0\.0\.1:\d+ cannot be read: [^\n]+\n$/);
  },
);
