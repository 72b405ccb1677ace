import { expect, test } from 'vitest';
import type { Engine } from '#local/engine/engine';
import { awsJsonClient } from '#local/http/aws-json';
import type { StopWhen } from '#shared/faults/rules/stop-when';
import { inParallel } from '#shared/in-parallel';
import type { ServiceName } from '#shared/services';
import { countBy, createApi, send } from '#tests/support/api/client';
import { runScript } from '#tests/support/programs/run-script';

/** Letters that were dead before a rule was set. */
const EARLIER = 100;

/**
 * The tests of what ends a rule, on the engine of another file.
 * @param key of the chaos routes
 */
export function testStopWhen(engineOf: () => Engine, key: string): void {
  const headers = { 'x-chaos-key': key };
  const put = (service: ServiceName, id: string, rule: object, stop_when: StopWhen) =>
    send('PUT', `${engineOf().urls[service]}/chaos/${id}`, { json: { ...rule, stop_when }, headers });
  const listed = async () =>
    (await send('GET', `${engineOf().urls.engine}/chaos`, { documented: false })).body;
  const on = async (service: ServiceName): Promise<string[]> =>
    (await listed()).services[service].rules.map(({ id }: { id: string }) => id);
  /** Why a rule was ended; every environment knows by then. */
  const endedAs = async (id: string) => (await listed()).ended.find((each: { id: string }) => each.id === id);
  /** Calls that a rule hits where `hit` says so. */
  const calls = (hits: readonly boolean[]) =>
    inParallel(2, hits.length, (i) =>
      send('GET', `${engineOf().urls.user}/users/1`, { headers: { 'x-hit': String(hits[i]) } }),
    );
  const HIT = { point: 'user.handler', match: { header: { 'x-hit': 'true' } } };
  const NEVER = { point: 'user.passwords.hash', mode: 'latency', ms: 1 };
  const half = Array.from({ length: 40 }, (_, i) => i % 2 === 0);
  const all = half.map(() => true);

  test('error_rate: the rule is gone at its limit and acts no more, one that is above stays', async () => {
    await put('user', 'above', NEVER, { error_rate: 90, over_s: 300 });
    await put('user', 'at', { ...HIT, mode: 'exception' }, { error_rate: 40, over_s: 300 });

    const statuses = countBy(await calls(half), ({ status }) => status);
    await expect.poll(() => endedAs('at')).toBeDefined();
    const after = countBy(await calls(all), ({ status }) => status);

    // It may end while the calls go on.
    expect(statuses['500']).toBeGreaterThan(0);
    expect(after['500']).toBeUndefined();
    expect(await on('user')).toEqual(['above']);
    expect(await endedAs('at')).toEqual({
      id: 'at',
      service: 'user',
      reason: expect.stringMatching(/^error_rate is [45]\d(\.\d)? %, the limit 40 %$/),
      at: expect.stringMatching(/^20.*Z$/),
    });
    expect(await endedAs('above')).toBeUndefined();
  });

  test('p95: the slow rule is gone, one with a limit that is not reached stays', async () => {
    await put('user', 'patient', NEVER, { p95: 60_000 });
    await put('user', 'slow', { ...HIT, mode: 'latency', ms: 120 }, { p95: 100 });

    await calls(all);
    await expect.poll(() => endedAs('slow')).toBeDefined();

    expect(await on('user')).toEqual(['above', 'patient']);
    expect((await endedAs('slow')).reason).toMatch(/^p95 is [\d.]+ ms, the limit 100 ms$/);
  });

  test('dead_letters: those that were there before the rule do not count', async () => {
    const sqs = awsJsonClient('sqs', engineOf().backends.sqs);
    const QueueUrl = engineOf().variables('order').RECOVERY_DLQ_URL;
    const letter = () => sqs('SendMessage', { QueueUrl, MessageBody: 'nonsense' });
    await inParallel(4, EARLIER, letter);
    const latency = { point: 'order.handler', mode: 'latency', ms: 1 };
    await put('order', 'some', latency, { dead_letters: 2 });
    await put('order', 'many', latency, { dead_letters: 1_000 });

    const one = async () => {
      await letter();
      return endedAs('some');
    };
    await expect.poll(one, { interval: 300 }).toBeDefined();
    await sqs('PurgeQueue', { QueueUrl });

    const [, count] = /^dead_letters is (\d+), the limit 2$/.exec((await endedAs('some')).reason) ?? [];
    expect(Number(count)).toBeGreaterThanOrEqual(2);
    expect(Number(count)).toBeLessThan(EARLIER);
    expect(await on('order')).toEqual(['many']);
  });

  test('a sealed rule is ended and not shown', async () => {
    await put('user', 'drill', { ...HIT, mode: 'exception', sealed: true }, { error_rate: 90 });

    expect(countBy(await calls(all), ({ status }) => status)['500']).toBeGreaterThan(0);
    await expect.poll(async () => (await calls([true]))[0]?.status).not.toBe(500);

    expect(await endedAs('drill')).toBeUndefined();
  });

  test('oracle: the rule is gone once an invariant is violated, and the command line says why', async () => {
    const { urls } = engineOf();
    const api = createApi(urls);
    const buyer = await api.newUser();
    const point = { point: 'order.payments.charge', mode: 'charge_twice', times: 1 };
    await put('order', 'lying', point, { oracle: true });

    const placed = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
    await expect.poll(() => endedAs('lying'), { timeout: 60_000 }).toBeDefined();

    expect(placed.status).toBe(201);
    expect((await endedAs('lying')).reason).toMatch(/^oracle: .*ledger.* violated$/);
    const list = await runScript('tools/chaos/main.ts', ['list'], {
      ENGINE_PORT: new URL(urls.engine).port,
      CHAOS_KEY: key,
    });
    expect(list.stdout).toMatch(/^order: lying was ended at .*: oracle: .*ledger.* violated$/m);
    expect(list.stdout).toMatch(/^user: patient .*stop_when=\{"p95":60000\}/m);
  });
}
