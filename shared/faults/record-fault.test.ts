import { beforeEach, expect, test, vi } from 'vitest';
import { METRIC } from '#shared/telemetry/conventions';
import { withRequestContext } from '#shared/telemetry/request-context';
import { inSpan } from '#shared/telemetry/tracing';
import { createFaults, parameterWith, SUBJECT } from '#tests/support/faults/injected-faults';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';
import { type FaultId, type FaultSettings, switchedOn, switchRow } from './fault-table.ts';
import { handlerPoint } from './points/point.ts';
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
      delay_ms: 20,
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
