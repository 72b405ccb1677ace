import { expect, test } from 'vitest';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { afterAnswer } from './after-answer.ts';
import { found, orderTrace, placesOf } from './lint-for-test.ts';

const unawaited = { attributes: { [ATTRIBUTE.unawaited]: true } };

test('a call that its request did not wait for is found', () => {
  expect(found(afterAnswer, orderTrace([{ name: 'quote menu', ...unawaited }]))).toMatchObject([
    { spans: ['quote menu'], what: 'was under way when the answer was sent', traces: 1, of: 1 },
  ]);
});

test.each([
  ['a call that was waited for', orderTrace([{ name: 'quote menu', tookMs: 10 }])],
  ['an end that only the clock shows', orderTrace([{ name: 'quote menu', tookMs: 12 }], { tookMs: 10 })],
  [
    'work that outlived a call of the request, which may go on itself',
    orderTrace([{ name: 'quote menu', below: [{ name: 'wait', kind: 'INTERNAL', ...unawaited }] }]),
  ],
  [
    'a message that is handled later',
    orderTrace([
      { name: 'send', kind: 'PRODUCER', below: [{ name: 'process', kind: 'CONSUMER', fromMs: 30_000 }] },
    ]),
  ],
])('%s: nothing is claimed', (_, trace) => {
  expect(placesOf(afterAnswer, trace)).toEqual([]);
});
