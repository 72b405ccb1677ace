import type { TracesApi } from '../traces/traces-api.ts';
import type { EngineSpans } from './engine-spans.ts';
import type { QueueAddress } from './queue-depth.ts';
import type { Onward } from './receiver.ts';

export interface TelemetryOptions {
  /** @default true */
  readonly enabled?: boolean;
  /** Base URL of another OTLP/HTTP receiver for all telemetry, such as a collector. @default none */
  readonly forwardTo?: string | undefined;
  /** Headers of what is forwarded, such as a key of the receiver. @default none */
  readonly forwardHeaders?: Readonly<Record<string, string>> | undefined;
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
  /** Gives every body that functions send to a watcher; undefined ends it. */
  watch(watcher: Onward | undefined): void;
  /** Starts to send gauges, if another receiver is set. */
  measure(measured: Measured): void;
}

export interface Measured {
  readonly queues: readonly QueueAddress[];
  readonly sqsEndpoint: string;
  /** Number of environments, by the name of the function. */
  environments(): Readonly<Record<string, number>>;
}
