import { expect, test } from 'vitest';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { found, orderTrace, placesOf, type SpanWords } from './lint-for-test.ts';
import { shortDeadline } from './short-deadline.ts';

const deadline = (ms: number) => ({ attributes: { [ATTRIBUTE.deadlineMs]: ms } });
/** A call to another service, below the span that the engine adds. */
const call = (ms: number, callee: Partial<SpanWords>): SpanWords => ({
  name: 'reserve stock',
  ...deadline(ms),
  below: [
    {
      name: 'gateway',
      kind: 'SERVER',
      service: 'engine',
      attributes: { [ATTRIBUTE.emulator]: 'gateway' },
      below: [{ name: 'POST /reservations', kind: 'SERVER', service: 'restaurant', ...callee }],
    },
  ],
});

test('a callee that may work longer than its caller waits is found', () => {
  expect(found(shortDeadline, orderTrace([call(2_000, deadline(10_000))], deadline(25_000)))).toMatchObject([
    {
      spans: ['reserve stock', 'POST /reservations'],
      what: 'the first has 2000 ms, the second 10000 ms: 8000 ms too many',
    },
  ]);
});

test('a call that may take longer than its request lives is found, a late one too', () => {
  expect(placesOf(shortDeadline, orderTrace([call(5_000, {})], deadline(3_000)))).toEqual([
    'POST /orders > reserve stock 1/1',
  ]);
  const late = { ...call(5_000, {}), fromMs: 22_000 };
  expect(placesOf(shortDeadline, orderTrace([late], deadline(25_000)))).toEqual([
    'POST /orders > reserve stock 1/1',
  ]);
});

test.each([
  ['deadlines that fit', orderTrace([call(5_000, deadline(4_000))], deadline(25_000))],
  [
    'as much time, within what two clocks differ',
    orderTrace([call(5_000, deadline(5_040))], deadline(25_000)),
  ],
  ['a callee without a deadline', orderTrace([call(5_000, {})], deadline(25_000))],
  ['a caller without a deadline', orderTrace([{ ...call(1, deadline(5_000)), attributes: {} }])],
  [
    'a message that its sender does not wait for',
    orderTrace(
      [
        {
          name: 'send recovery',
          kind: 'PRODUCER',
          below: [{ name: 'process recovery', kind: 'CONSUMER', fromMs: 30_000, ...deadline(20_000) }],
        },
      ],
      deadline(25_000),
    ),
  ],
])('%s: nothing is claimed', (_, trace) => {
  expect(placesOf(shortDeadline, trace)).toEqual([]);
});
