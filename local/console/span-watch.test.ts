import { expect, test } from 'vitest';
import type { Onward } from '#local/telemetry/receiver';
import { ATTRIBUTE, METRIC } from '#shared/telemetry/conventions';
import { counterText } from '#shared/telemetry/otlp/metric-text';
import { nanosOfMs } from '#shared/telemetry/otlp/nanoseconds';
import { bodyText, type Signal } from '#shared/telemetry/otlp/text';
import { SpanWatch } from './span-watch.ts';

const HOUR_MS = 3_600_000;
const SOON_MS = Date.now() + HOUR_MS;

/** What a function sends of the items that it dropped. */
function dropped(sender: string, atMs: number, counts: Partial<Record<Signal, number>>): Buffer {
  const points = Object.entries(counts).map(([signal, value]) => ({
    value,
    attributes: { [ATTRIBUTE.signal]: signal },
  }));
  const times = { startNanos: nanosOfMs(atMs - 1), nanos: nanosOfMs(atMs), from: 'delta' } as const;
  const metric = counterText(METRIC.telemetryDropped, points, times);
  return Buffer.from(bodyText('metrics', { 'service.instance.id': sender }, [metric]));
}

function watched() {
  let watcher: Onward | undefined;
  const telemetry = {
    watch(given: Onward | undefined) {
      watcher = given;
    },
  };
  const spans = new SpanWatch(telemetry, []);
  spans.watch(true);
  return {
    spans,
    send: (body: Buffer) => watcher?.('metrics', body),
    isWatched: () => watcher !== undefined,
  };
}

test('dropped spans of all functions are added up, and of nothing else', () => {
  const { spans, send } = watched();
  expect(spans.read()).toEqual({});

  send(dropped('one', SOON_MS, { traces: 7, logs: 100, metrics: 100 }));
  send(dropped('one', SOON_MS + 5_000, { traces: 3 }));
  send(dropped('other', SOON_MS + 1_000, { traces: 1_000 }));
  send(dropped('other', SOON_MS + 9_000, { logs: 1 }));

  expect(spans.read()).toEqual({ dropped_spans: { count: 1_010, last_at_ms: SOON_MS + 5_000 } });
});

test('a count that comes twice counts once: functions send it until an answer comes', () => {
  const { spans, send } = watched();

  for (const body of [dropped('one', SOON_MS, { traces: 7 }), dropped('two', SOON_MS, { traces: 1 })]) {
    send(body);
    send(body);
  }

  expect(spans.read().dropped_spans?.count).toBe(8);
});

test('what was dropped before the console was looked at does not count', () => {
  const { spans, send } = watched();

  send(dropped('one', Date.now() - HOUR_MS, { traces: 7 }));

  expect(spans.read()).toEqual({});
});

test.each([
  '{}',
  'x',
  `"${METRIC.telemetryDropped}"`,
  `{"resourceMetrics":[null,{"scopeMetrics":[null,{"metrics":[null,{"name":"${METRIC.telemetryDropped}","sum":{"dataPoints":[null,1,{"asInt":"many"}]}}]}]}]}`,
])('a body that no function sends is passed over: %s', (body) => {
  const { spans, send } = watched();

  send(Buffer.from(body));

  expect(spans.read()).toEqual({});
});

test('when nobody looks, nothing is read', () => {
  const { spans, isWatched } = watched();

  spans.watch(false);

  expect(isWatched()).toBe(false);
});
