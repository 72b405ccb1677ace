import { context, propagation } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CBaggagePropagator } from '@opentelemetry/core';
import { beforeAll, expect, test } from 'vitest';
import { incomingContext, outgoingContext } from './propagation.ts';
import { withRequestContext } from './request-context.ts';

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CBaggagePropagator());
});

/** What a call carries on that is made for a request with this baggage. */
const carriedOn = (baggage: string, member?: string) =>
  context.with(incomingContext({ baggage }), () =>
    withRequestContext(
      { requestId: 'r', ...(member !== undefined && { carriedRules: { member, headers: {} } }) },
      outgoingContext,
    ),
  );

test('members of others travel on untouched', () => {
  expect(carriedOn('a=1,b=x%20y')).toEqual({ baggage: 'a=1,b=x%20y' });
});

test('rules that the caller may not bring end here, and those that count replace them', () => {
  expect(carriedOn('a=1,chaos=%5B%5D')).toEqual({ baggage: 'a=1' });
  expect(carriedOn('chaos=%5B%5D')).toEqual({});
  expect(carriedOn('chaos=%5B%5D,a=1', '[1]')).toEqual({ baggage: 'a=1,chaos=[1]' });
});
