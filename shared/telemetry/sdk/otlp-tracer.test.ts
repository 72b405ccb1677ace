import {
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { expect, test } from 'vitest';
import { CALLER, calledBy, ours, TRACE, theirs } from '#tests/support/telemetry/two-tracers';
import { incomingContext, outgoingContext } from '../propagation.ts';

context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(new W3CTraceContextPropagator());

test.each([
  ['sampled', TraceFlags.SAMPLED, '01', true],
  ['not sampled', TraceFlags.NONE, '00', false],
])('a trace that its caller has %s is carried on as such', (_, flags, written, isRecorded) => {
  for (const { tracer } of [ours(), theirs()]) {
    const span = tracer.startSpan('x', {}, calledBy(flags));
    const { traceId, spanId, traceFlags, traceState, isRemote } = span.spanContext();

    expect(span.isRecording()).toBe(isRecorded);
    expect({ traceId, traceFlags, isRemote }).toEqual({
      traceId: TRACE,
      traceFlags: flags,
      isRemote: undefined,
    });
    expect(spanId).toMatch(/^(?!b7ad)[\da-f]{16}$/);
    expect(traceState?.serialize()).toBe('vendor=1');
    const sent = context.with(trace.setSpan(ROOT_CONTEXT, span), outgoingContext);
    expect(sent).toEqual({ traceparent: `00-${TRACE}-${spanId}-${written}`, tracestate: 'vendor=1' });
  }
});

test('what is below a trace that is not sampled is not written', () => {
  const { tracer, written } = ours();
  const span = tracer.startSpan('x', {}, calledBy(TraceFlags.NONE));

  tracer.startSpan('below', {}, trace.setSpan(ROOT_CONTEXT, span)).end();
  span.end();

  expect(written).toEqual([]);
});

test('only the flag for sampling is handed on', () => {
  for (const { tracer } of [ours(), theirs()]) {
    const caller = incomingContext({ traceparent: `00-${TRACE}-${CALLER}-03` });

    expect(tracer.startSpan('x', {}, caller).spanContext().traceFlags).toBe(TraceFlags.SAMPLED);
  }
});

test('a span without a caller begins a trace, whose spans follow each other', () => {
  const { tracer, written } = ours();
  const first = tracer.startSpan('first');
  const second = context.with(trace.setSpan(ROOT_CONTEXT, first), () => tracer.startSpan('second'));
  second.end();
  first.end();

  const [inner, outer] = written;
  expect(inner?.traceId).toMatch(/^[\da-f]{32}$/);
  expect(outer).toMatchObject({ traceId: inner?.traceId, spanId: inner?.parentSpanId });
  expect(outer).not.toHaveProperty('parentSpanId');
  expect(tracer.startSpan('other').spanContext().traceId).not.toBe(inner?.traceId);
});

test('startActiveSpan runs the work with its span active, whatever the form of the call', () => {
  const { tracer } = ours();
  const work = (span: Span) => ({ span, active: trace.getActiveSpan() });

  for (const { span, active } of [
    tracer.startActiveSpan('x', work),
    tracer.startActiveSpan('x', { kind: SpanKind.CLIENT }, work),
    tracer.startActiveSpan('x', {}, calledBy(TraceFlags.SAMPLED), work),
  ]) {
    expect(active).toBe(span);
  }
  const below = tracer.startActiveSpan('x', {}, calledBy(TraceFlags.SAMPLED), work);
  expect(below.span.spanContext().traceId).toBe(TRACE);
});
