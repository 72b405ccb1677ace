import type { Signal } from '#shared/telemetry/otlp/text';
import type { Log } from '../host/log.ts';
import { ReceiveBuffer } from '../traces/receive-buffer.ts';
import { TraceStore } from '../traces/trace-store.ts';
import { createTracesApi } from '../traces/traces-api.ts';
import { Delivery } from './delivery.ts';
import { startEngineMetrics } from './engine-metrics.ts';
import { EngineSpans } from './engine-spans.ts';
import { otherEndpoint } from './forward-endpoint.ts';
import { OtlpForwarder } from './otlp-forwarder.ts';
import { Receiver } from './receiver.ts';
import type { Telemetry, TelemetryOptions } from './telemetry.ts';

interface Place {
  readonly url: string;
  readonly port: number;
}

const CLOSE_WITHIN_MS = 1_000;

/** Starts telemetry. @returns undefined if it is off */
export function startTelemetry(
  { enabled = true, forwardTo, forwardHeaders: headers }: TelemetryOptions,
  { url, port }: Place,
  stack: AsyncDisposableStack,
  log: Pick<Log, 'warn'>,
): Telemetry | undefined {
  if (!enabled) return undefined;
  const store = new TraceStore();
  const endpoint = forwardTo ? otherEndpoint(forwardTo, port) : undefined;
  const delivery = endpoint && new Delivery(endpoint, (text) => log.warn(text), headers);
  const forwarder =
    endpoint &&
    new OtlpForwarder({ endpoint: endpoint.href, headers, onPosted: (taken) => delivery?.note(taken) });
  const buffer = new ReceiveBuffer(store);
  const onward = forwarder && ((signal: Signal, body: Buffer) => forwarder.pass(signal, body));
  const receiver = new Receiver(buffer, onward);
  const spans = new EngineSpans((body) => {
    buffer.take('traces', body);
    forwarder?.passOnce('traces', Buffer.from(body));
  });
  const refresh = (): Promise<void> => {
    spans.flush();
    return buffer.read();
  };
  stack.defer(async () => {
    spans.flush();
    await forwarder?.close(CLOSE_WITHIN_MS);
  });
  const traces = createTracesApi({ store, buffer, refresh });
  const tracesUrl = `${url}/traces`;
  return {
    otlpEndpoint: `http://127.0.0.1:${port}`,
    api: (...call) => receiver.handle(...call) || traces(...call),
    spans,
    tracesUrl,
    traceUrl: (traceId) => `${tracesUrl}/${traceId}`,
    status: () => ({
      traces: tracesUrl,
      kept: store.size,
      unread: { bodies: buffer.waiting, droppedBodies: buffer.droppedBodies, skipped: buffer.skipped },
      ...(forwarder && {
        forwardTo: `${endpoint.origin}${endpoint.pathname}`,
        dropped: forwarder.dropped,
        problem: delivery?.problem,
      }),
    }),
    watch(watcher) {
      receiver.onward =
        watcher &&
        ((signal, body) => {
          onward?.(signal, body);
          watcher(signal, body);
        });
      receiver.onward ??= onward;
    },
    measure(measured) {
      if (forwarder) stack.use(startEngineMetrics(forwarder, measured));
    },
  };
}
