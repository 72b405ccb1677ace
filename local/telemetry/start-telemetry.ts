import { ReceiveBuffer } from '../traces/receive-buffer.ts';
import { TraceStore } from '../traces/trace-store.ts';
import { createTracesApi, type TracesApi } from '../traces/traces-api.ts';
import { type Measured, startEngineMetrics } from './engine-metrics.ts';
import { EngineSpans } from './engine-spans.ts';
import { readEndpoint } from './otlp-endpoint.ts';
import { OtlpForwarder } from './otlp-forwarder.ts';
import { Receiver } from './receiver.ts';

export interface TelemetryOptions {
  /** @default true */
  readonly enabled?: boolean;
  /** Base URL of another OTLP/HTTP receiver for all telemetry, such as a collector. @default none */
  readonly forwardTo?: string | undefined;
}

/** Receives telemetry of functions, stores it for a while, shows it, and forwards it to another receiver if set. */
export interface Telemetry {
  /** OTLP endpoint for functions, with an IP address so that no name look-up is needed. */
  readonly otlpEndpoint: string;
  /** Receives OTLP and shows traces. */
  readonly api: TracesApi;
  readonly spans: EngineSpans;
  readonly tracesUrl: string;
  traceUrl(traceId: string): string;
  status(): Readonly<Record<string, unknown>>;
  /** Starts to send gauges, if another receiver is set. */
  measure(measured: Measured): void;
}

interface Place {
  readonly url: string;
  readonly port: number;
}

const CLOSE_WITHIN_MS = 1_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '0.0.0.0']);

/** Starts telemetry. @returns undefined if it is off */
export function startTelemetry(
  { enabled = true, forwardTo }: TelemetryOptions,
  { url, port }: Place,
  stack: AsyncDisposableStack,
): Telemetry | undefined {
  if (!enabled) return undefined;
  const store = new TraceStore();
  const endpoint = forwardTo ? otherEndpoint(forwardTo, port) : undefined;
  const forwarder = endpoint && new OtlpForwarder({ endpoint: endpoint.href });
  const buffer = new ReceiveBuffer(store);
  const receiver = new Receiver(buffer, forwarder && ((signal, body) => forwarder.pass(signal, body)));
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
      ...(forwarder && { forwardTo: `${endpoint.origin}${endpoint.pathname}`, dropped: forwarder.dropped }),
    }),
    measure(measured) {
      if (forwarder) stack.use(startEngineMetrics(forwarder, measured));
    },
  };
}

/**
 * Reads the endpoint to forward to. Undefined if a variable of the shell names this receiver itself: forwarding would
 * never end.
 * @throws UsageError
 */
function otherEndpoint(text: string, ownPort: number): URL | undefined {
  const url = readEndpoint(text);
  return url && LOOPBACK.has(url.hostname) && Number(url.port) === ownPort ? undefined : url;
}
