import { expect, onTestFinished, test } from 'vitest';
import type { Frame } from '#shared/console/frame';
import { temporaryEngine } from '#tests/support/engine/temporary-engine';

/** A batch that is not taken within this time is dropped, and the count of it is sent at this interval. */
const QUICK = { OTEL_EXPORTER_OTLP_TIMEOUT: '50', OTEL_METRIC_EXPORT_INTERVAL: '500' };
/** Longer than a span waits for others, and its batch for an answer. */
const BLOCKED_MS = 1_500;

/** Blocks this process, in which the engine runs: it takes no batch meanwhile. */
const block = (): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BLOCKED_MS);

test('spans that an overloaded engine did not take in time are counted while the console is looked at', {
  timeout: 120_000,
}, async () => {
  const { engine, stop } = await temporaryEngine({ environment: QUICK });
  onTestFinished(stop);
  const looking = new AbortController();
  onTestFinished(() => looking.abort());
  await fetch(`${engine.urls.engine}/console/events`, { signal: looking.signal });
  const known = async (): Promise<Frame['dropped_spans']> =>
    ((await (await fetch(`${engine.urls.engine}/console/frames`)).json()) as Frame[]).at(-1)?.dropped_spans;

  expect((await fetch(`${engine.urls.restaurant}/restaurants`)).status).toBe(200);
  const blockedAtMs = Date.now();
  block();

  await expect
    .poll(known, { timeout: 60_000 })
    .toEqual({ count: expect.any(Number), last_at_ms: expect.any(Number) });
  const { count, last_at_ms } = (await known()) ?? {};
  // the request and its statement at least
  expect(count).toBeGreaterThanOrEqual(2);
  expect(last_at_ms).toBeGreaterThan(blockedAtMs);
});
