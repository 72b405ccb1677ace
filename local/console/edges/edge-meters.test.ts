import { expect, test, vi } from 'vitest';
import { CLIENT_CLOSED } from '#local/telemetry/request-log';
import { EdgeMeters } from './edge-meters.ts';

const exchange = { path: '/orders', userAgent: 'a client', status: 201, tookMs: 10, faultHits: undefined };

test('a call that its client gave up on is a failure, with the time that it took', () => {
  vi.useFakeTimers({ now: 1_000_000 });
  const edges = new EdgeMeters(true, () => undefined);
  edges.watch(true);
  const meter = edges.meterOf('order');
  for (const status of [201, 409, 503]) meter.add({ ...exchange, status });
  meter.add({ ...exchange, status: CLIENT_CLOSED, tookMs: 4_000 });

  const figures = edges.read(1_001_000).edges['gateway-order'];

  expect(figures).toMatchObject({ calls: 4, failed: 2, rate: 0.4, errors: 0.2 });
  expect(figures?.p95_ms).toBeGreaterThan(3_800);
  vi.useRealTimers();
});
