import { describe, expect, test } from 'vitest';
import { checkQueries } from './dashboard-queries.ts';
import { type Answers, startFakeStack } from './fake-stack.ts';
import { checkDashboards, checkDataSource, checkHealth } from './grafana.ts';
import { findLines } from './loki.ts';
import { compareCounts, ORDERS_ASKED, ORDERS_PLACED } from './order-counts.ts';
import { findExemplars, findServiceGraph } from './prometheus.ts';
import type { Settings } from './settings.ts';
import { findTrace } from './tempo.ts';

const load = { traceId: 'a'.repeat(32), orderId: 7, orders: 5, startMs: 1_700_000_000_000 };

async function against<T>(answers: Answers, run: (settings: Settings) => Promise<T>): Promise<T> {
  await using stack = await startFakeStack(answers);
  return await run(stack.settings);
}

describe('Tempo', () => {
  const span = (spanId: string, parentSpanId: string, name: string, attributes: unknown[] = []) => ({
    traceId: 'qqqqqqqqqqqqqqqqqqqqqg==',
    spanId,
    ...(parentSpanId && { parentSpanId }),
    name,
    kind: 'SPAN_KIND_INTERNAL',
    startTimeUnixNano: '1700000000000000000',
    endTimeUnixNano: '1700000000100000000',
    ...(attributes.length > 0 && { attributes }),
  });
  const of = (service: string, ...spans: unknown[]) => ({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: [{ scope: { name: 'food-delivery' }, spans }],
  });
  const emulator = [{ key: 'food.emulator', value: { stringValue: 'gateway' } }];
  const trace = [
    of('client', span('1', '', 'place order')),
    of('engine', span('g', '1', 'gateway POST /orders', emulator)),
    of(
      'order',
      span('2', 'g', 'POST /orders', [{ key: 'http.response.status_code', value: { intValue: '201' } }]),
      span('3', '2', 'validate user'),
      span('5', '2', 'send food-delivery-local-recovery'),
      span('6', '2', 'reserve stock'),
    ),
    of('user', span('4', '3', 'POST /validate'), span('9', '4', 'GetItem food-delivery-local-users')),
    of(
      'restaurant',
      span('7', '6', 'POST /inventory/reservations'),
      span('8', '7', 'SELECT reserve_inventory'),
      span('10', '8', 'lock menus'),
    ),
  ];
  const answering =
    (resourceSpans: unknown, field = 'resourceSpans'): Answers =>
    ({ path }) =>
      path === `/api/v2/traces/${load.traceId}`
        ? { trace: { [field]: resourceSpans }, metrics: {} }
        : undefined;

  test.each(['resourceSpans', 'batches'])('a trace of an order is whole (%s)', async (field) => {
    expect(await against(answering(trace, field), (settings) => findTrace(settings, load))).toMatch(
      '11 spans of order 7',
    );
  });

  test('what is missing in it is named', async () => {
    const withoutLock = trace
      .slice(0, -1)
      .concat(of('restaurant', span('7', '6', 'POST /inventory/reservations')));

    await expect(against(answering(withoutLock), (settings) => findTrace(settings, load))).rejects.toThrow(
      'lacks restaurant POST /inventory/reservations > restaurant SELECT reserve_inventory, restaurant SELECT',
    );
  });

  test('a trace that is not there is said to be', async () => {
    await expect(
      against(
        () => undefined,
        (settings) => findTrace(settings, load),
      ),
    ).rejects.toThrow(`Tempo answered 404 to /api/v2/traces/${load.traceId}: not here`);
  });
});

describe('Loki', () => {
  const found =
    (...lines: string[]): Answers =>
    () => ({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [
          { stream: { service_name: 'order' }, values: lines.map((line) => ['1700000000000000000', line]) },
        ],
        stats: {},
      },
    });

  test('lines of the trace are counted, and asked for by its id', async () => {
    await using stack = await startFakeStack(found('one', 'two'));

    expect(await findLines(stack.settings, load)).toBe(`2 with trace_id ${load.traceId}`);
    expect(stack.asked[0]?.query.get('query')).toBe(`{service_name=~".+"} | trace_id = "${load.traceId}"`);
    expect(stack.asked[0]?.query.get('start')).toBe('1700000000000000000');
  });

  test('no line is a failure', async () => {
    await expect(against(found(), (settings) => findLines(settings, load))).rejects.toThrow('no line has');
  });
});

describe('Prometheus', () => {
  const vector = (...values: string[]) => ({
    status: 'success',
    data: {
      resultType: 'vector',
      result: values.map((value) => ({ metric: {}, value: [1_700_000_000.1, value] })),
    },
  });
  const counting =
    (asked: string, placed: string): Answers =>
    ({ query }) =>
      ({ [ORDERS_ASKED]: vector(asked), [ORDERS_PLACED]: vector(placed) })[query.get('query') ?? ''];

  test('counts grew by the orders of the load', async () => {
    const compare = (asked: string, placed: string) =>
      against(counting(asked, placed), (settings) => compareCounts(settings, load, { asked: 10, placed: 3 }));

    expect(await compare('15', '8')).toMatch('5 orders');
    await expect(compare('14', '8')).rejects.toThrow('5 orders were placed; spans show 4, the counter of 5');
    await expect(compare('15', '7')).rejects.toThrow('spans show 5, the counter of 4');
  });

  test('durations lead to traces', async () => {
    const exemplars =
      (...ids: string[]): Answers =>
      () => ({
        status: 'success',
        data: [
          {
            seriesLabels: { __name__: 'traces_span_metrics_duration_seconds_bucket' },
            exemplars: ids.map((id) => ({
              labels: { trace_id: id, span_id: 'b' },
              value: '0.1',
              timestamp: 1.5,
            })),
          },
        ],
      });

    expect(await against(exemplars('a', 'b'), (settings) => findExemplars(settings, load))).toMatch(
      '2 traces',
    );
    await expect(against(exemplars(), (settings) => findExemplars(settings, load))).rejects.toThrow(
      'no exemplar',
    );
  });

  test('the service map has the call that every order makes', async () => {
    expect(await against(() => vector('4'), findServiceGraph)).toBe('order called user 4 times');
    await expect(against(() => vector(), findServiceGraph)).rejects.toThrow('no edge from order to user');
  });

  test('each panel shows data, but for what only the local engine emits', async () => {
    const empty =
      (without: string): Answers =>
      ({ path, query }) =>
        path === '/api/search'
          ? { traces: [] }
          : (query.get('query') ?? '').includes(without)
            ? vector()
            : vector('1');
    const check = (without: string) =>
      against(empty(without), (settings) => checkQueries(settings, load, 'food-delivery-orders'));

    expect(await check('food_queue_messages')).toBe('25 queries');
    await expect(check('food_order_step=~"cancelled"')).rejects.toThrow(/^no data in Cancelled$/);
    await expect(check('histogram_quantile')).rejects.toThrow(
      'no data in Time to place an order, Time to recover one message',
    );
  });

  test('a value that is not a number is no data', async () => {
    const answers: Answers = ({ path }) => (path === '/api/search' ? { traces: [] } : vector('NaN'));

    await expect(
      against(answers, (settings) => checkQueries(settings, load, 'food-delivery-orders')),
    ).rejects.toThrow('no data in Placed, Reserved');
  });

  test('a query that is refused names its panel', async () => {
    await expect(
      against(
        () => undefined,
        (settings) => checkQueries(settings, load, 'food-delivery-chaos'),
      ),
    ).rejects.toThrow('Faults that acted: Prometheus answered 404');
  });
});

describe('Grafana', () => {
  test('is healthy with a database that is', async () => {
    expect(await against(() => ({ database: 'ok', version: '13.1.3', commit: 'c' }), checkHealth)).toBe(
      'version 13.1.3',
    );
    await expect(against(() => ({ database: 'failing' }), checkHealth)).rejects.toThrow(
      'its database is failing',
    );
  });

  test('reaches a data source, and is asked with the login', async () => {
    await using stack = await startFakeStack(() => ({ status: 'OK', message: 'Data source is working' }));
    await checkDataSource(stack.settings, 'tempo');

    expect(stack.asked[0]).toMatchObject({
      path: '/api/datasources/uid/tempo/health',
      authorization: `Basic ${Buffer.from('admin:password').toString('base64')}`,
    });
    await expect(
      against(
        () => ({ status: 'ERROR', message: 'no such host' }),
        (settings) => checkDataSource(settings, 'loki'),
      ),
    ).rejects.toThrow('ERROR no such host');
  });

  test('names the dashboards that it did not load', async () => {
    const answers: Answers = () => [{ uid: 'one', title: 'One', type: 'dash-db', tags: ['food-delivery'] }];
    const check = (...uids: string[]) =>
      against(answers, (settings) => checkDashboards(settings, 'tag', uids));

    expect(await check('one')).toBe('one');
    await expect(check('one', 'two')).rejects.toThrow('not loaded: two');
  });
});
