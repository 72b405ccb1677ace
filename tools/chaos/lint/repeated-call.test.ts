import { expect, test } from 'vitest';
import { EVENT } from '#shared/telemetry/conventions';
import { DYNAMO, found, HTTP, orderTrace, placesOf } from './lint-for-test.ts';
import { repeatedCall } from './repeated-call.ts';

const charge = { name: 'charge', attributes: DYNAMO('PutItem', 'payments'), given: { order_id: 7 } };
const read = { name: 'get order', attributes: DYNAMO('GetItem'), given: 'order#7' };
const put = { name: 'put order', attributes: DYNAMO('PutItem'), given: 'order#7' };

test('a call with equal arguments is found, with the number of traces and an example', () => {
  const twice = orderTrace([charge, charge]);

  expect(found(repeatedCall, orderTrace([charge]), twice, orderTrace([charge]))).toEqual([
    {
      lint: 'repeated-call',
      service: 'order',
      within: 'POST /orders',
      spans: ['charge'],
      what: 'called 2 times with equal arguments',
      why: repeatedCall.why,
      traces: 1,
      of: 3,
      withFaults: 0,
      example: twice.traceId,
    },
  ]);
});

test.each([
  ['other arguments', [charge, { ...charge, given: { order_id: 8 } }]],
  ['arguments that no span shows', [1, 2].map(() => ({ name: charge.name, attributes: charge.attributes }))],
  [
    'more arguments than are recorded',
    [1, 2].map(() => ({ ...charge, given: Array.from({ length: 99 }, (_, n) => n) })),
  ],
  ['a failure before it', [{ ...charge, failed: true as const }, charge]],
  ['another step on the same item', [put, { ...put, name: 'confirm order' }]],
  ['a write between two reads', [read, put, read]],
  ['another store', [charge, { ...charge, attributes: DYNAMO('PutItem', 'orders') }]],
])('%s: nothing is claimed', (_, calls) => {
  expect(placesOf(repeatedCall, orderTrace(calls))).toEqual([]);
});

test('two reads with a write elsewhere between them are a repeat, three calls one finding', () => {
  const elsewhere = { name: 'reserve stock', attributes: HTTP('POST'), given: 'order#7' };

  expect(placesOf(repeatedCall, orderTrace([read, elsewhere, read, read]))).toEqual(['get order 1/1']);
});

test('two requests of one trace are no repeat of each other', () => {
  const call = { name: 'validate user', attributes: HTTP('POST', 'user'), given: 'token' };
  const [one, other] = [orderTrace([call]), orderTrace([call])];

  expect(placesOf(repeatedCall, { ...one, spans: [...one.spans, ...other.spans] })).toEqual([]);
});

test('a trace in which a rule acted says so', () => {
  expect(found(repeatedCall, orderTrace([charge, { ...charge, events: [EVENT.chaosHit] }]))).toMatchObject([
    { withFaults: 1 },
  ]);
});
