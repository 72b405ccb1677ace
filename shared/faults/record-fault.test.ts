import { beforeEach, expect, test, vi } from 'vitest';
import { METRIC } from '#shared/telemetry/conventions';
import { withRequestContext } from '#shared/telemetry/request-context';
import { inSpan } from '#shared/telemetry/tracing';
import { createFaults, parameterWith } from '#tests/support/faults/injected-faults';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';
import { type FaultId, type FaultSettings, switchedOn, switchRow } from './fault-table.ts';
import { serviceOf } from './points.ts';

const telemetry = recordTelemetry();
const log = vi.fn();
beforeEach(async () => {
  log.mockReset();
  await telemetry.reset();
});

function faultsWith(settings: FaultSettings, random = 0) {
  const [first = 'delay'] = switchedOn(settings);
  const service = serviceOf(switchRow(first).point);
  return createFaults(service, parameterWith(settings), { log, random: () => random }).faults;
}

/** One request to a route with these faults. */
async function request(
  faults: readonly FaultId[],
  settings: FaultSettings,
  { random = 0, query = {}, remainingMs = 10_000 } = {},
) {
  const injector = faultsWith(settings, random);
  const enter = () => inSpan('request', {}, () => injector.enter({ faults, query }));
  await withRequestContext({ requestId: 'r', remainingMs: () => remainingMs }, enter).catch(() => {});
  return telemetry.span('request');
}

test.each([
  ['delay', { delay: { delay_ms: 20 } }, {}],
  ['inventory_delay', { inventory_delay: { delay_ms: 20 } }, {}],
  ['query_delay', {}, { query: { delay: '20' } }],
] as const)(
  '%s shows on the span, as a span of the wait, as a count and in the log',
  async (fault, on, how) => {
    const span = await request([fault], on, how);

    expect(span.attributes).toEqual({ 'chaos.fault': fault, 'chaos.mode': 'delay', 'chaos.delay_ms': 20 });
    const delay = telemetry.span('injected delay');
    expect(delay.parentSpanContext?.spanId).toBe(span.spanContext().spanId);
    expect(delay.attributes).toEqual({ 'chaos.fault': fault, 'chaos.delay_ms': 20 });
    expect(delay.duration[1] / 1e6).toBeGreaterThanOrEqual(19);
    expect(await telemetry.sum(METRIC.chaosInjected, { 'chaos.fault': fault, 'chaos.mode': 'delay' })).toBe(
      1,
    );
    expect(log).toHaveBeenCalledExactlyOnceWith('fault injected', { fault, mode: 'delay', delay_ms: 20 });
  },
);

test('an injected error is recorded only when it acts', async () => {
  await request(['error'], { error: { enable: true } }, { random: 0.9 });
  expect(await telemetry.sum(METRIC.chaosInjected)).toBe(0);
  await telemetry.reset();

  const span = await request(['error'], { error: { enable: true } });

  expect(span.attributes).toMatchObject({ 'chaos.fault': 'error', 'chaos.mode': 'error' });
  expect(await telemetry.sum(METRIC.chaosInjected, { 'chaos.fault': 'error', 'chaos.mode': 'error' })).toBe(
    1,
  );
  expect(log).toHaveBeenCalledExactlyOnceWith('fault injected', { fault: 'error', mode: 'error' });
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

test('a declined payment is recorded like any other fault', async () => {
  await inSpan('request', {}, async () => faultsWith({}).acted('payment_fail'));

  expect(telemetry.span('request').attributes).toEqual({
    'chaos.fault': 'payment_fail',
    'chaos.mode': 'decline',
  });
  expect(log).toHaveBeenCalledExactlyOnceWith('fault injected', { fault: 'payment_fail', mode: 'decline' });
});
