import { beforeEach, describe, expect, test, vi } from 'vitest';
import { METRIC } from '#shared/telemetry/conventions';
import { withRequestContext } from '#shared/telemetry/request-context';
import { inSpan } from '#shared/telemetry/tracing';
import { createFaults, parameterOf, parameterWith, SUBJECT } from '#tests/support/faults/injected-faults';
import { call, routes, shellWith } from '#tests/support/http/called-endpoint';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';
import { type FaultId, type FaultSettings, switchedOn, switchRow } from './fault-table.ts';
import { via } from './points/adapter.ts';
import { handlerPoint } from './points/point.ts';
import { headerRules } from './request-rules.ts';
import type { ActiveRule } from './rules/active-rule.ts';
import { serviceOf } from './switch-point.ts';
import { queryDelayRule } from './switch-rules.ts';

const telemetry = recordTelemetry();
const log = vi.fn();
beforeEach(async () => {
  log.mockReset();
  await telemetry.reset();
});

/** One request to a route with these faults. */
async function request(
  switches: readonly FaultId[],
  settings: FaultSettings,
  { random = 0, rules = [] as readonly ActiveRule[], remainingMs = 10_000 } = {},
) {
  const [first = 'delay'] = switchedOn(settings);
  const service = serviceOf(switchRow(first).point);
  const { faults } = createFaults(service, parameterWith(settings), { log, random: () => random });
  await faults.refresh();
  const scope = { requestId: 'r', subject: SUBJECT, rules, attempt: 1, switches };
  const enter = () => inSpan('request', {}, () => faults.enter(handlerPoint(service), scope, async () => {}));
  await withRequestContext({ requestId: 'r', remainingMs: () => remainingMs }, enter).catch(() => {});
  return telemetry.span('request');
}

test.each([
  ['delay', { delay: { delay_ms: 20 } }, {}],
  ['inventory_delay', { inventory_delay: { delay_ms: 20 } }, {}],
  ['query_delay', {}, { rules: [queryDelayRule(20)] }],
] as const)(
  '%s shows on the span, as a span of the wait, as a count and in the log',
  async (fault, on, how) => {
    const span = await request([fault], on, how);

    expect(span.attributes).toEqual({ 'chaos.fault': fault, 'chaos.mode': 'latency', 'chaos.delay_ms': 20 });
    const delay = telemetry.span('injected delay');
    expect(delay.parentSpanContext?.spanId).toBe(span.spanContext().spanId);
    expect(delay.attributes).toEqual({ 'chaos.fault': fault, 'chaos.delay_ms': 20 });
    expect(delay.duration[1] / 1e6).toBeGreaterThanOrEqual(19);
    expect(await telemetry.sum(METRIC.chaosInjected, { 'chaos.fault': fault, 'chaos.mode': 'latency' })).toBe(
      1,
    );
    expect(log).toHaveBeenCalledExactlyOnceWith('fault injected', {
      fault,
      mode: 'latency',
      point: expect.stringMatching(/handler$/),
      when: 'before',
      attempt: 1,
      request_id: 'r',
      delay_ms: 20,
      x_chaos: expect.stringMatching(
        /handler","mode":"latency","when":"before","ms":20,"match":{"attempt":1}}$/,
      ),
    });
  },
);

test('an injected error is recorded only when it acts', async () => {
  await request(['error'], { error: { enable: true } }, { random: 0.9 });
  expect(await telemetry.sum(METRIC.chaosInjected)).toBe(0);
  await telemetry.reset();

  const span = await request(['error'], { error: { enable: true } });

  expect(span.attributes).toMatchObject({ 'chaos.fault': 'error', 'chaos.mode': 'exception' });
  expect(
    await telemetry.sum(METRIC.chaosInjected, { 'chaos.fault': 'error', 'chaos.mode': 'exception' }),
  ).toBe(1);
  expect(log).toHaveBeenCalledExactlyOnceWith(
    'fault injected',
    expect.objectContaining({ fault: 'error', mode: 'exception', when: 'instead' }),
  );
});

test('a delay that outlasts the invocation is recorded too, and its span ends with the wait', async () => {
  const span = await request(['delay'], { delay: { delay_ms: 60_000 } }, { remainingMs: 520 });

  expect(span.attributes).toMatchObject({ 'chaos.fault': 'delay', 'error.type': 'timeout' });
  expect(telemetry.span('injected delay').attributes['error.type']).toBeUndefined();
});

test('faults that are off, and routes without them, record nothing', async () => {
  const span = await request(['delay', 'error', 'query_delay'], {});

  expect(span.attributes).toEqual({});
  expect(telemetry.spans()).toHaveLength(1);
  expect(log).not.toHaveBeenCalled();
});

/** Counts in memory. */
function countingClaims() {
  const numbers = new Map<string, number>();
  return {
    next: async (key: string) => {
      numbers.set(key, (numbers.get(key) ?? 0) + 1);
      return numbers.get(key);
    },
  };
}

describe('with rules of a request', () => {
  const rule = { point: 'user.mail.send', mode: 'exception', seed: 7 };

  async function send(rules: object[], calls = 1) {
    const shell = {
      ...shellWith(),
      ...createFaults('user', parameterOf({}), { log, claims: countingClaims() }),
    };
    const { mail } = shell.faults.ports({
      mail: via()({ send: () => inSpan('SMTP', {}, async () => ({})) }),
    });
    const event = { headers: { 'x-chaos': JSON.stringify(rules), 'x-request-id': 'r-1' } };
    const handle = async () => {
      for (let n = 1; n < calls; n++) await mail.send().catch(() => {});
      return mail.send();
    };
    return inSpan('request', {}, () => call(routes.open, { shell, event }, handle));
  }
  const eventsOf = (name: string) =>
    telemetry.span(name).events.map(({ name, attributes }) => ({ name, attributes }));

  test.each(['instead', 'after'])('a hit is an event on the span of the call: %s', async (when) => {
    await send([{ ...rule, when }]);

    expect(eventsOf('user.mail.send')).toEqual([
      {
        name: 'chaos.hit',
        attributes: {
          'chaos.fault': 'header-1',
          'chaos.mode': 'exception',
          'chaos.point': 'user.mail.send',
          'chaos.when': when,
          'chaos.attempt': 1,
          'chaos.seed': '7',
          'chaos.again': expect.any(String),
        },
      },
    ]);
    expect(telemetry.span('user.mail.send').attributes['error.type']).toBe('dependency_unavailable');
    expect(telemetry.spans().filter(({ name }) => name === 'SMTP')).toHaveLength(when === 'after' ? 1 : 0);
    expect(log).toHaveBeenCalledExactlyOnceWith(
      'fault injected',
      expect.objectContaining({ fault: 'header-1', request_id: 'r-1', seed: '7', attempt: 1, when }),
    );
  });

  test('the span of the request names all that acted', async () => {
    await send([
      { point: 'user.handler', mode: 'latency', ms: 1 },
      { ...rule, when: 'after' },
    ]);

    expect(telemetry.span('request').attributes['chaos.hits']).toEqual([
      'header-1@user.handler',
      'header-2@user.mail.send',
    ]);
    expect(eventsOf('request')).toHaveLength(1);
  });

  test('the log line has the x-chaos that hits the same call again', async () => {
    await send([{ ...rule, skip: 1, seed: undefined }], 2);
    const again = log.mock.calls.map(([, detail]) => detail.x_chaos);
    log.mockReset();

    await send([JSON.parse(again[0])], 3);

    expect(log.mock.calls.map(([, { point, attempt }]) => `${point} ${attempt}`)).toEqual([
      'user.mail.send 2',
    ]);
  });

  test.each([[{ min_ms: 1, max_ms: 40 }], [{ p50_ms: 5, p99_ms: 30 }]])(
    'a delay that was drawn is in the log line and the event, and x-chaos repeats it: %j',
    async (params) => {
      await send([{ point: 'user.mail.send', mode: 'latency', seed: 3, ...params }]);
      const { delay_ms, x_chaos } = log.mock.calls[0]?.[1] ?? {};
      expect(eventsOf('user.mail.send')[0]?.attributes).toMatchObject({ 'chaos.delay_ms': delay_ms });
      await telemetry.reset();
      await send([JSON.parse(x_chaos)]);

      expect(delay_ms).toBeGreaterThan(0);
      expect(log.mock.calls.map(([, detail]) => detail.delay_ms)).toEqual([delay_ms, delay_ms]);
      expect(log.mock.calls[1]?.[1].x_chaos).toBe(x_chaos);
    },
  );

  test('the x-chaos of a rule for some environments hits the call again', async () => {
    const match = { method: 'GET', environment: { one_in: 1 } };
    const rules = [{ id: 'some', point: 'user.mail.send', mode: 'exception', match }];
    const { faults } = createFaults('user', parameterOf({ rules }), { log });
    const { mail } = faults.ports({ mail: via()({ send: async () => ({}) }) });
    const scope = {
      ...{ requestId: 'r', rules: [], attempt: 1, switches: [] },
      subject: { ...SUBJECT, method: 'GET' },
    };
    await faults.refresh();
    await faults.enter(handlerPoint('user'), scope, mail.send).catch(() => {});

    const again = log.mock.calls[0]?.[1].x_chaos;

    expect(JSON.parse(again).match).toEqual({ method: 'GET', attempt: 1 });
    expect(headerRules(again)).not.toHaveProperty('violations');
  });

  test('a call on which no rule acted has no span of its own', async () => {
    await send([{ ...rule, percentage: 0 }]);

    expect(telemetry.spans().map(({ name }) => name)).toEqual(['SMTP', 'request']);
  });
});
