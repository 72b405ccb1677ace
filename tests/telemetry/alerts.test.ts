import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alertRules } from '#infra/grafana/src/alert-rules';
import { everyQuery } from '#infra/grafana/src/queries';
import { DRILLS, type Site } from './drills.ts';
import { hastyRules } from './hasty-rules.ts';
import { Journey } from './journey.ts';
import { startStack, until } from './stack.ts';
import { startTracedEngine } from './traced-engine.ts';

/** An hour is three minutes. */
const SPEED = 20;
const FIRES_WITHIN_MS = 120_000;
const STOCK = 100_000;

describe('with the times of the rules divided by 20', {
  timeout: 2 * FIRES_WITHIN_MS,
  tags: ['collector', 'prometheus'],
}, () => {
  const opened = new AsyncDisposableStack();
  let site: Site;

  beforeAll(async () => {
    const { config } = opened.use(await hastyRules(SPEED));
    const stack = opened.use(await startStack({ prometheusConfig: config }));
    const system = opened.use(await startTracedEngine({ telemetry: { forwardTo: stack.endpoint } }));
    const journey = new Journey(stack, { ...system, sqsEndpoint: system.engine.backends.sqs });
    await system.api.setStock(1, STOCK);
    site = { stack, system, journey, token: (await journey.enter()).loggedIn.body.access_token };
  });
  afterAll(() => opened.disposeAsync());

  const firing = async (): Promise<(string | undefined)[]> =>
    (await site.stack.prometheus.alerts())
      .filter(({ state }) => state === 'firing')
      .map(({ labels }) => labels.alertname);

  test.for(DRILLS)('$alert fires for what it is made for', async ({ alert, begin, go, end }) => {
    await begin(site);
    await until(async () => {
      await go(site);
      expect(await firing()).toContain(alert);
    }, FIRES_WITHIN_MS);
    await end(site);
  });

  test('no alert is without a drill', () => {
    expect(new Set(DRILLS.map(({ alert }) => alert))).toEqual(new Set(alertRules().map(({ name }) => name)));
  });

  test('every panel that asks Prometheus is answered', async () => {
    const queries = everyQuery({ window: '30m' }).filter(({ type }) => type === 'prometheus');
    expect(queries.length).toBeGreaterThan(0);

    const empty = async (): Promise<string[]> => {
      const answers = await Promise.all(queries.map(({ expr }) => site.stack.prometheus.query(expr)));
      const isEmpty = (_: unknown, i: number): boolean =>
        !answers[i]?.some(({ value }) => !Number.isNaN(value));
      return queries.filter(isEmpty).map(({ dashboard, panel, expr }) => `${dashboard}, ${panel}: ${expr}`);
    };
    await until(async () => expect(await empty()).toEqual([]));
  });
});
