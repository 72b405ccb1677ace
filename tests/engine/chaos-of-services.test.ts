import { describe, expect, test } from 'vitest';
import { chaosOfServices } from '#local/engine/chaos-of-services';
import { inParallel } from '#shared/in-parallel';
import { SERVICE_NAMES } from '#shared/services';
import { SPAN_NAME } from '#shared/telemetry/conventions';
import { createApi, send } from '#tests/support/api/client';
import { runScript } from '#tests/support/programs/run-script';
import { engineTraces, MOST_TRACES } from '#tools/chaos/engine-traces';
import { LINTS } from '#tools/chaos/lint/all';
import { runLints } from '#tools/chaos/lint/run-lints';
import { sharedEngine } from './own-engine.ts';
import { testStopWhen } from './stop-when.ts';

const KEY = 'a key of sixteen characters';
/** Recovery comes within the tests. */
const QUICK = { PENDING_MS: '3000', RECOVERY_DELAY_MS: '3000', CANCEL_RECOVERY_DELAY_MS: '3000' };
const engineOf = sharedEngine({ environment: { CHAOS_KEY: KEY, ...QUICK } });
const headers = { 'x-chaos-key': KEY };
const NOTHING = { enabled: true, rules: [], invalid: [] };

test('the port of the engine lists the faults of all services, and ends them at once', async () => {
  const { urls } = engineOf();
  const rule = { point: '*.handler', mode: 'latency', ms: 1 };
  for (const service of SERVICE_NAMES) {
    expect((await send('PUT', `${urls[service]}/chaos/slow`, { json: rule })).status).toBe(403);
    expect((await send('PUT', `${urls[service]}/chaos/slow`, { json: rule, headers })).status).toBe(200);
  }
  const json = { fail_percent: 100 };
  await send('POST', `${urls.order}/chaos/payment_fail`, { json, headers });
  await createApi(urls).menu(1);

  const list = () => send('GET', `${urls.engine}/chaos`, { documented: false });
  await expect.poll(async () => (await list()).body.services.restaurant.rules[0].hits).toBe(1);
  expect((await list()).body).toMatchObject({
    services: {
      user: { rules: [{ id: 'slow' }] },
      restaurant: { rules: [{ id: 'slow' }] },
      order: { rules: [{ id: 'payment_fail' }, { id: 'slow' }] },
    },
  });
  const ended = await send('DELETE', `${urls.engine}/chaos`, { documented: false });

  expect([ended.status, ended.text]).toEqual([204, '']);
  expect((await list()).body).toEqual({
    services: { user: NOTHING, restaurant: NOTHING, order: NOTHING },
    ended: [],
  });
  expect((await send('PUT', `${urls.engine}/chaos`, { documented: false })).status).toBe(404);
});

test('what a service could not do is named, and the others are ended', async () => {
  const { urls } = engineOf();
  const chaos = chaosOfServices({ ...urls, order: 'http://127.0.0.1:1' }, KEY);

  expect(await chaos.endAll()).toEqual([
    expect.stringMatching(/^The faults of the order service may be on: /),
  ]);
  expect(await chaos.list()).toEqual({
    services: { user: NOTHING, restaurant: NOTHING, order: { problem: expect.any(String) } },
  });
});

describe('lint', () => {
  const LINES = [1, 2].map((menu_id) => ({ menu_id, quantity: 1 }));
  const env = () => ({ ENGINE_PORT: new URL(engineOf().urls.engine).port });
  const lastTraces = () => engineTraces(env()).last(MOST_TRACES);
  const lint = (...args: string[]) => runScript('tools/chaos/main.ts', ['lint', ...args], env());
  /** Orders under a rule of its own, and returns the id of the trace. */
  async function orderUnder(rule: object): Promise<string> {
    const api = createApi(engineOf().urls);
    const answer = await api.order(await api.newUser(), LINES, {
      ...headers,
      'x-chaos': JSON.stringify(rule),
    });
    return String(answer.headers['x-trace-id']);
  }

  test('a healthy system under load gives nothing but what is accepted by design', async () => {
    const { urls } = engineOf();
    const api = createApi(urls);
    const buyer = await api.newUser();
    const placed = await inParallel(4, 24, async (n) => {
      const key = n % 2 ? { 'idempotency-key': crypto.randomUUID() } : {};
      const { body } = await api.order(buyer, LINES, key);
      await api.getOrder(body.id);
      if (n % 3 === 0) await api.cancel(body.id, buyer.token);
      await api.menu(1 + (n % 6));
      await send('GET', `${urls.restaurant}/menus`);
      await send('GET', `${urls.order}/orders`, { token: buyer.token });
      return body.id;
    });
    await expect
      .poll(async () => {
        const spans = (await lastTraces()).flatMap((trace) => trace.spans);
        return spans.filter(({ name }) => name === SPAN_NAME.inspectMessage).length;
      })
      .toBeGreaterThanOrEqual(placed.length);

    const findings = runLints(await lastTraces(), LINTS);

    expect(findings.filter(({ accepted }) => accepted === undefined)).toEqual([]);
    expect(findings.map(({ lint: name, spans }) => [name, ...spans])).toEqual(
      expect.arrayContaining([
        ['short-deadline', 'reserve stock', 'POST /inventory/reservations'],
        ['sequential-calls', 'put order', 'reserve stock'],
        ['sequential-calls', 'SELECT reserve_inventory', 'SET'],
      ]),
    );
    const { exitCode, stdout } = await lint('--last', String(MOST_TRACES));
    expect(stdout).toMatch(/^0 findings in the last \d+ traces, and \d+ accepted by design/);
    expect(exitCode).toBe(0);
  });

  test('a charge that is made twice is found, with the trace that shows it', async () => {
    const traceId = await orderUnder({ point: 'order.payments.charge', mode: 'repeat' });

    await expect.poll(async () => (await lint('repeated-call')).exitCode).toBe(1);
    const { stdout } = await lint();
    expect(stdout).toMatch(
      /^repeated-call {2}order POST \/orders: "charge": called 2 times with equal arguments; 1 of \d+ traces \(a rule acted in 1\), such as [\da-f]{32}; .+\n1 finding in /,
    );
    expect(stdout).toContain(traceId);
  });

  test('a call that is made again after a refusal is found, and accepted where it may be', async () => {
    const point = 'order.inventory.reserve';
    const traceId = await orderUnder({ point, mode: 'http_status', status: 503, times: 1 });
    const retries = async () => JSON.parse((await lint('unsafe-retry', '--json')).stdout);

    await expect.poll(retries).toMatchObject([
      {
        spans: ['reserve stock'],
        example: traceId,
        traces: 1,
        withFaults: 1,
        accepted: expect.any(String),
      },
    ]);
  });

  test.each([
    [['slow-calls'], 'lint is "slow-calls", allowed: repeated-call, short-deadline, unsafe-retry'],
    [['--last', '0'], '--last is "0", allowed: a whole number of traces from 1 to 1000'],
  ])('%j is refused in one sentence', async (args, sentence) => {
    const { exitCode, stderr } = await lint(...args);

    expect(stderr).toContain(sentence);
    expect(exitCode).toBe(2);
  });
});

describe('stop_when', () => testStopWhen(engineOf, KEY));
