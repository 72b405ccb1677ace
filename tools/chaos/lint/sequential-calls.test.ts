import { expect, test } from 'vitest';
import type { Trace } from '../engine-traces.ts';
import { DYNAMO, found, HTTP, orderTrace, placesOf, type SpanWords } from './lint-for-test.ts';
import { sequentialCalls } from './sequential-calls.ts';

const user = {
  name: 'validate user',
  attributes: HTTP('POST', 'user'),
  given: 'a-token',
  answer: { user_id: 31 },
};
const menu = { name: 'quote menu', attributes: HTTP('GET'), given: '/menus/6', answer: { price: 9_000 } };
const traces = (calls: readonly SpanWords[], count = 5): Trace[] =>
  Array.from({ length: count }, () => orderTrace(calls));

test('calls that wait for each other for nothing are found, where every trace shows it', () => {
  expect(found(sequentialCalls, ...traces([{ ...user, tookMs: 7 }, menu]))).toMatchObject([
    {
      spans: ['validate user', 'quote menu'],
      what: 'always one after the other, the shorter took 7.0 ms',
      traces: 5,
      of: 5,
    },
  ]);
});

test('requests that make neither call do not matter', () => {
  expect(placesOf(sequentialCalls, ...traces([user, menu]), orderTrace([]))).toEqual([
    'validate user > quote menu 5/6',
  ]);
});

test('a value that was known before does not come from the answer', () => {
  const first = { name: 'find key', attributes: DYNAMO('GetItem', 'keys'), given: 'a-key', answer: 31 };
  const second = { ...user, given: 'a-token', answer: { user_id: 31 } };
  const third = { ...menu, given: 31 };

  expect(placesOf(sequentialCalls, ...traces([first, second, third]))).toContain(
    'validate user > quote menu 5/5',
  );
  expect(placesOf(sequentialCalls, ...traces([second, third]))).toEqual([]);
});

test.each<[string, readonly Trace[]]>([
  ['a value of the answer in the arguments', traces([user, { ...menu, given: '/menus/31' }])],
  ['too few traces', traces([user, menu], 4)],
  ['once side by side', [...traces([user, menu]), orderTrace([user, { ...menu, fromMs: 5 }])]],
  ['once the other way round', [...traces([user, menu]), orderTrace([menu, user])]],
  [
    'once only the first, whose answer may have ended the request',
    [...traces([user, menu]), orderTrace([user])],
  ],
  ['once only the second', [...traces([user, menu]), orderTrace([menu])]],
  [
    'an answer that no span shows',
    traces([{ ...user, answer: Array.from({ length: 99 }, (_, at) => at) }, menu]),
  ],
  ['arguments that no span shows', traces([user, { name: 'quote menu', answer: 1 }])],
  [
    'a write and a read of the same item',
    traces([
      { name: 'put order', attributes: DYNAMO('PutItem'), given: 'order#7', answer: undefined },
      { name: 'get order', attributes: DYNAMO('GetItem'), given: 'order#7', answer: undefined },
    ]),
  ],
  ['calls of different spans', traces([{ ...user, below: [menu] }])],
])('%s: nothing is claimed', (_, some) => {
  expect(placesOf(sequentialCalls, ...some)).toEqual([]);
});
