import type { Engine } from '#local/engine/engine';
import type { EngineOptions } from '#local/engine/options';
import type { FunctionSpec } from '#local/runtime/invocation';

/** What the bench hands to this process, and what it gets back once everything is ready. */
export interface HostOptions {
  readonly dataDir: string;
  /** Runs one empty handler at GET /empty in place of the system, on these stores. */
  readonly emptyOn?: Engine['backends'];
  /** @default as the variables of `npm start` say */
  readonly telemetry?: EngineOptions['telemetry'];
}
export interface HostReady {
  readonly urls: Engine['urls'];
  readonly backends: Engine['backends'];
  /** By key, such as `order/place-order`. */
  readonly functions: Readonly<Record<string, FunctionSpec>>;
}
