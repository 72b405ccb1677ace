import { expect, test } from 'vitest';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { DYNAMO, found, HTTP, orderTrace, placesOf } from './lint-for-test.ts';
import { unsafeRetry } from './unsafe-retry.ts';

const failed = { failed: true as const };
const again = { [ATTRIBUTE.httpResendCount]: 1 };
const post = { name: 'reserve stock', attributes: HTTP('POST'), given: 7 };

test('a second try that the client counts is found', () => {
  const tries = orderTrace([
    { ...post, ...failed },
    { ...post, attributes: { ...HTTP('POST'), ...again } },
  ]);

  expect(found(unsafeRetry, tries, orderTrace([post]))).toMatchObject([
    { spans: ['reserve stock'], what: 'tried again after a failure, a POST', traces: 1, of: 2 },
  ]);
});

test.each([
  ['a POST', post],
  ['an update', { name: 'confirm order', attributes: DYNAMO('UpdateItem'), given: 7 }],
  ['a message', { name: 'send recovery', kind: 'PRODUCER' as const, given: 7 }],
  [
    'a function in the database',
    {
      name: 'SELECT change_inventory',
      attributes: {
        [ATTRIBUTE.dbSystem]: 'postgresql',
        [ATTRIBUTE.dbOperation]: 'SELECT',
        [ATTRIBUTE.dbProcedure]: 'change_inventory',
      },
      given: 7,
    },
  ],
])('%s made again after it failed is found', (_, call) => {
  expect(placesOf(unsafeRetry, orderTrace([{ ...call, ...failed }, call]))).toEqual([`${call.name} 1/1`]);
});

test.each([
  ['a GET', [{ ...post, attributes: { ...HTTP('GET'), ...again } }]],
  [
    'a read that the client of the store repeats',
    [{ name: 'get order', attributes: { ...DYNAMO('GetItem'), ...again } }],
  ],
  [
    'a PUT',
    [
      { ...post, attributes: HTTP('PUT'), ...failed },
      { ...post, attributes: HTTP('PUT') },
    ],
  ],
  [
    'an item put again',
    [1, 2].map(() => ({ name: 'charge', attributes: DYNAMO('PutItem'), given: 7, ...failed })),
  ],
  ['the same call without a failure', [post, post]],
  [
    'another call after a failure',
    [
      { ...post, ...failed },
      { ...post, given: 8 },
    ],
  ],
  [
    'two at once, of which one fails',
    [
      { ...post, ...failed },
      { ...post, fromMs: 3 },
    ],
  ],
])('%s: nothing is claimed', (_, calls) => {
  expect(placesOf(unsafeRetry, orderTrace(calls))).toEqual([]);
});
