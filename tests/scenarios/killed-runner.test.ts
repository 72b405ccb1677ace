import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type OwnSystem, startOwnSystem } from '#lab/own-system';
import { HAS_PROC } from '#local/host/process-facts';
import { deadRestaurant } from '#scenarios/catalog/dead-restaurant';
import { paymentFailure } from '#scenarios/catalog/payment-failure';
import { RunReport } from '#scenarios/report/run-report';
import { openTarget } from '#scenarios/run/target';
import { createApi, send, type TestUser } from '#tests/support/api/client';
import { IS_FULL } from '#tests/support/full';
import { runScript } from '#tests/support/programs/run-script';
import { onClient } from '#tests/support/stores/databases';
import { DYNAMODB } from '#tests/support/stores/dynamodb-choices';
import { Runner } from './runner.ts';
import { run, shortened } from './short-runs.ts';

const PHASES = IS_FULL ? ['start state', 'steady state', 'fault', 'recovery', 'settle'] : ['fault'];
/** Of a runner that starts its system: as it starts, and when it runs. */
const LINES = [paymentFailure.summary, ...(IS_FULL ? ['-- start state', '-- fault'] : [])];
/** Longer than all phases of the scenario. */
const EXPIRY = { timeout: 60_000 };

/** Temporary files of the runners. */
const folder = mkdtempSync(join(tmpdir(), 'food-delivery-runners-'));
const left = (kind: 'lab' | 'scenario'): readonly string[] =>
  readdirSync(folder).filter((name) => name.startsWith(`food-delivery-${kind}-`));
afterAll(() => rmSync(folder, { recursive: true }));

describe.runIf(HAS_PROC)('a runner that is killed', () => {
  let system: OwnSystem;
  let api: ReturnType<typeof createApi>;
  let buyer: TestUser;
  beforeAll(async () => {
    system = await startOwnSystem({ dynamodb: DYNAMODB });
    api = createApi(system.urls);
    buyer = await api.newUser();
  });
  afterAll(() => system?.[Symbol.asyncDispose]());

  const rulesThatAreOn = async (): Promise<readonly string[]> => {
    const { body } = await send('GET', `${system.urls.engine}/chaos`, { documented: false });
    return Object.values<{ rules: { id: string }[] }>(body.services).flatMap(({ rules }) =>
      rules.map(({ id }) => id),
    );
  };
  /** What becomes of an order, and the faults that acted on it. */
  const order = async (): Promise<unknown> => {
    const { body, headers } = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
    return { status: body.status, hits: headers['x-chaos-hit'] };
  };
  const start = (...words: readonly string[]): Runner =>
    new Runner(folder, deadRestaurant.name, '--fault', '4', '--target', system.urls.engine, ...words);

  test.each(PHASES)('in the phase "%s" leaves no process, and no fault past its time', async (phase) => {
    const runner = start();
    await runner.reached(`-- ${phase}`, { hasChild: phase !== 'settle' });
    if (phase === 'fault')
      await expect.poll(order).toMatchObject({ hits: expect.stringContaining('scenario-') });
    await runner.end('SIGKILL');

    await runner.isGone();
    await expect.poll(rulesThatAreOn, EXPIRY).toEqual([]);
    await expect.poll(order).toEqual({ status: 'confirmed', hits: undefined }); // the breaker may be open for a moment
  });

  test('is followed by a run that passes', async () => {
    expect(left('scenario')).not.toEqual([]);
    vi.stubEnv('TMPDIR', folder);
    await using target = await openTarget(system.urls.engine, process.env);
    const { verdict, sentence } = await run(target, shortened(paymentFailure));

    expect(verdict, sentence).toBe('PASS');
    expect(left('scenario')).toEqual([]);
  });

  test('with Ctrl-C ends its faults, reports what it saw, judges nothing, and exits with 3', async () => {
    const runner = start('--report', folder);
    await runner.reached('s  fault ');
    await expect.poll(rulesThatAreOn).not.toEqual([]);

    expect(await runner.end('SIGINT')).toBe(3);
    await runner.isGone();
    expect(await rulesThatAreOn()).toEqual([]);
    const report = RunReport.parse(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')));
    expect(report).toMatchObject({ verdict: 'ABORTED', checks: [], oracle: null, alerts_until_s: null });
    expect(report.sentence).toContain('in the phase fault');
    expect(report.phases.map(({ name }) => name)).toEqual(['steady', 'fault']);
    expect(report.faults).toHaveLength(2);
    expect(report.seconds.length).toBeGreaterThan(8);
    expect(report.endpoints[0]?.steady.count).toBeGreaterThan(0);
    expect(report.honesty.cold_starts).not.toBeNull();
  });

  test('keeps its system for itself while it runs', async () => {
    const words = ['--fault', '60', '--target', system.urls.engine ?? ''];
    const runner = new Runner(folder, deadRestaurant.name, ...words);
    await runner.reached('-- fault');
    const other = await runScript('scenarios/main.ts', [paymentFailure.name, ...words], { TMPDIR: folder });

    expect(other).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(
        /error: the scenario dead-restaurant is under way at .* kill -INT \d+\n$/,
      ),
    });
    expect(await rulesThatAreOn()).not.toEqual([]);
    expect(await runner.end('SIGINT')).toBe(3);
  });

  test('is refused where the stores are wrong before it begins', async () => {
    const { body } = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
    const release = "UPDATE inventory_operations SET outcome = 'released' WHERE operation_id = $1";
    await onClient(system.stores.settings.DATABASE_URL, (client) =>
      client.query(release, [`reservation-${body.id}`]),
    );
    await using target = await openTarget(system.urls.engine, process.env);

    await expect(run(target, shortened(paymentFailure))).rejects.toThrow(
      /^the stores are wrong before anything is broken \(.*fulfilment.*\); npm run oracle says how, npm run reset/,
    );
  });
});

describe.runIf(HAS_PROC)('a runner with a system of its own that is killed', () => {
  test.each(LINES)('after the line "%s" leaves neither processes nor folders', async (line) => {
    const runner = new Runner(folder, paymentFailure.name);
    await runner.reached(line);
    expect(left('lab')).not.toEqual([]);
    await runner.end('SIGKILL');

    await runner.isGone();
    await expect.poll(() => left('lab'), EXPIRY).toEqual([]);
  });
});
