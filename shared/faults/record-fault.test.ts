import { beforeEach, expect, test, vi } from 'vitest';
import type { RouteFault } from '#shared/http/route';
import { METRIC } from '#shared/telemetry/conventions';
import { inSpan } from '#shared/telemetry/tracing';
import { NO_HITS } from '#tests/support/faults/no-hits';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';
import { passFaultGate } from './gate.ts';
import { DECLINE } from './payment-failure.ts';
import { type FaultSettings, SWITCHES, switchedOn } from './switch-table.ts';
import { createFaultSwitches } from './switches.ts';

const telemetry = recordTelemetry();
const tell = vi.fn();
beforeEach(async () => {
  tell.mockReset();
  await telemetry.reset();
});

/** The service whose switches these are. */
const serviceOf = (settings: FaultSettings) => SWITCHES[switchedOn(settings)[0] ?? 'delay'].service;

function switchesAt(settings: FaultSettings) {
  const parameter = { get: async () => JSON.stringify(settings), put: async () => {} };
  return createFaultSwitches(parameter, {
    service: serviceOf(settings),
    enabled: true,
    ...NO_HITS,
    pollMs: 0,
    tell,
  });
}

/** One request to a route with these faults. */
async function request(
  faults: readonly RouteFault[],
  settings: FaultSettings,
  { random = 0, query = {}, remainingMs = 10_000 } = {},
) {
  const context = { query, remainingMs: () => remainingMs };
  const pass = () => passFaultGate(faults, switchesAt(settings), context, () => random);
  await inSpan('request', {}, pass).catch(() => {});
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
    expect(tell).toHaveBeenCalledExactlyOnceWith('fault injected', { fault, mode: 'delay', delay_ms: 20 });
  },
);

test('an injected error is told only when it acts', async () => {
  await request(['error'], { error: { enable: true } }, { random: 0.9 });
  expect(await telemetry.sum(METRIC.chaosInjected)).toBe(0);
  await telemetry.reset();

  const span = await request(['error'], { error: { enable: true } });

  expect(span.attributes).toMatchObject({ 'chaos.fault': 'error', 'chaos.mode': 'error' });
  expect(await telemetry.sum(METRIC.chaosInjected, { 'chaos.fault': 'error', 'chaos.mode': 'error' })).toBe(
    1,
  );
  expect(tell).toHaveBeenCalledExactlyOnceWith('fault injected', { fault: 'error', mode: 'error' });
});

test('a delay that outlasts the invocation is told too, and its span ends with the wait', async () => {
  const span = await request(['delay'], { delay: { delay_ms: 60_000 } }, { remainingMs: 520 });

  expect(span.attributes).toMatchObject({ 'chaos.fault': 'delay', 'error.type': 'timeout' });
  expect(telemetry.span('injected delay').attributes['error.type']).toBeUndefined();
});

test('faults that are off, and routes without them, tell nothing', async () => {
  const span = await request(['delay', 'error', 'query_delay', 'payment_fail'], {});

  expect(span.attributes).toEqual({});
  expect(telemetry.spans()).toHaveLength(1);
  expect(tell).not.toHaveBeenCalled();
});

test('a declined payment is told like any other fault', async () => {
  await inSpan('request', {}, async () => switchesAt({}).acted(DECLINE));

  expect(telemetry.span('request').attributes).toEqual({
    'chaos.fault': 'payment_fail',
    'chaos.mode': 'decline',
  });
  expect(tell).toHaveBeenCalledExactlyOnceWith('fault injected', { fault: 'payment_fail', mode: 'decline' });
});
