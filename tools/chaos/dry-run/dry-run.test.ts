import { expect, test } from 'vitest';
import type { WrittenRule } from '#shared/faults/rules/rule';
import { allPoints } from '#stacks/points';
import type { Span } from '../engine-traces.ts';
import { linesOfDryRun } from './dry-run-lines.ts';
import { COUNTED_POINTS } from './point-spans.ts';

let spans = 0;
const span = (
  name: string,
  kind: Span['kind'],
  attributes: Span['attributes'] = {},
  parentSpanId: string | null = null,
) => ({
  spanId: `span-${++spans}`,
  parentSpanId,
  name,
  kind,
  service: 'order',
  startTimeUnixNano: '1',
  endTimeUnixNano: '2',
  status: { code: 'UNSET' as const, message: '' },
  attributes,
  events: [],
});
const request = (method: string, route: string) =>
  span(`${method} ${route}`, 'SERVER', { 'http.request.method': method, 'http.route': route });
const traceOf = (...own: ReturnType<typeof span>[]) => ({
  traceId: 'a'.repeat(32),
  spans: own,
  linkedFrom: [],
});

const placed = request('POST', '/orders');
const cancelled = request('POST', '/orders/{order_id}/cancel');
const TRACES = [
  traceOf(placed, span('charge', 'CLIENT', {}, placed.spanId), span('refund', 'CLIENT', {}, placed.spanId)),
  traceOf(
    cancelled,
    span('refund', 'CLIENT', {}, cancelled.spanId),
    span('validate user', 'CLIENT', {}, cancelled.spanId),
    span('validate user', 'CLIENT', { 'http.request.resend_count': 1 }, cancelled.spanId),
  ),
  traceOf(request('GET', '/chaos'), { ...request('POST', '/orders'), service: 'engine' }),
  traceOf(
    span('inspect message', 'INTERNAL', { 'messaging.aws_sqs.receive_count': 1 }),
    span('inspect message', 'INTERNAL', { 'messaging.aws_sqs.receive_count': 2 }),
  ),
];

const rule = (members: object): WrittenRule => ({ id: 'x', point: '*', mode: 'exception', ...members });
const lineAt = (point: string, members: object = {}): string | undefined =>
  linesOfDryRun(rule(members), [point], TRACES)[0]?.replace(`x (exception) at ${point}: `, '');

test('requests, messages and steps are counted by the spans they leave', () => {
  expect(lineAt('order.handler')).toBe('would have hit 2 of the last 4 traces (2 calls)');
  expect(lineAt('order.consumer')).toBe('would have hit 1 of the last 4 traces (2 calls)');
  expect(lineAt('order.payments.refund')).toBe('would have hit 2 of the last 4 traces (2 calls)');
  expect(lineAt('order.payments.charge')).toBe('would have hit 1 of the last 4 traces (1 call)');
  expect(lineAt('user.handler')).toBe('would have hit 0 of the last 4 traces (0 calls)');
});

test('a retry below the point is no call of its own', () => {
  expect(lineAt('order.users.validate')).toBe('would have hit 1 of the last 4 traces (1 call)');
});

test('route, method and attempt count, for a port those of its request', () => {
  const cancel = { match: { route: '/orders/*/cancel' } };
  expect(lineAt('order.handler', { match: { method: 'POST', route: '/orders' } })).toContain('(1 call)');
  expect(lineAt('order.handler', { match: { method: 'GET' } })).toContain('(0 calls)');
  expect(lineAt('order.payments.refund', cancel)).toContain('hit 1 of the last 4 traces (1 call)');
  expect(lineAt('order.consumer', { match: { attempt: 2 } })).toContain('(1 call)');
});

test('what the traces do not show makes it a greatest number', () => {
  expect(lineAt('order.handler', { percentage: 30, max_hits: 1, match: { user_id: 7 } })).toBe(
    'would have hit at most 1 of the last 4 traces (2 calls, of which percentage=30 max_hits=1 chooses, of which traces do not show match.user_id)',
  );
  expect(lineAt('order.cache.bump')).toBe('its calls leave no span of their own, so traces do not show them');
});

test.each([
  [{ times: 1 }, 1],
  [{ times: 5 }, 2],
  [{ times: 2, max_hits: 1 }, 1],
  [{ skip: 1 }, 2],
])('%j hits no more traces than it says', (members, most) => {
  expect(lineAt('order.handler', members)).toContain(
    `would have hit at most ${most} of the last 4 traces (2 calls`,
  );
});

test('the points with spans of their own are points', async () => {
  const names = (await allPoints()).map(({ name }) => name);

  expect(COUNTED_POINTS.filter((name) => !names.includes(name))).toEqual([]);
});
