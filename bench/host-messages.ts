import type { Engine } from '#local/engine/engine';
import type { EngineOptions } from '#local/engine/options';
import type { FunctionSpec } from '#local/runtime/invocation';

/** Options from the bench for this process, and its answer once everything is ready. */
export interface HostOptions {
  readonly dataDir: string;
  /** Runs one empty handler at GET /empty in place of the system, on these stores. */
  readonly emptyOn?: Engine['backends'];
  /** @default the variables of `npm start` */
  readonly telemetry?: EngineOptions['telemetry'];
  /** Variables that replace those of the functions. */
  readonly environment?: EngineOptions['environment'];
  /** Greatest number of environments of each function. @default that of `npm start` */
  readonly maxConcurrency?: number;
}
export interface HostReady {
  readonly urls: Engine['urls'];
  readonly backends: Engine['backends'];
  /** Functions by key, such as `order/place-order`. */
  readonly functions: Readonly<Record<string, FunctionSpec>>;
}
