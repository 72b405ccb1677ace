import { beforeEach, expect, test } from 'vitest';
import { recordTelemetry } from '#tests/support/telemetry/recorded-telemetry';
import { incomingContext } from './propagation.ts';
import { inSpan } from './tracing.ts';

const telemetry = recordTelemetry();
beforeEach(() => telemetry.reset());

const CALLER = { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };

test('work that nothing waited for is marked, and no other', async () => {
  const left = Promise.withResolvers<void>();
  let unawaited: Promise<void> | undefined;
  await inSpan('request', { parent: incomingContext(CALLER) }, async () => {
    await inSpan('awaited', {}, async () => {});
    unawaited = inSpan('unawaited', {}, () => left.promise);
  });
  left.resolve();
  await unawaited;

  expect(telemetry.span('request').attributes).toEqual({});
  expect(telemetry.span('awaited').attributes).toEqual({});
  expect(telemetry.span('unawaited').attributes).toEqual({ 'food.unawaited': true });
});
