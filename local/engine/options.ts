import type { LogLevel } from '../host/log.ts';
import type { PortName } from '../http/ports.ts';
import type { External } from '../services/backends.ts';
import type { RedisChoice } from '../services/service.ts';
import type { TelemetryOptions } from '../telemetry/start-telemetry.ts';
import type { StackTemplate } from '../template/model.ts';

export interface EngineOptions {
  /** Where everything is kept that outlives the engine. @default .local */
  readonly dataDir?: string;
  /** 0 takes any free port. @default 8001, 8002, 8003, 8080, 8004 */
  readonly ports?: Partial<Record<PortName, number>>;
  /** At `info` one line per request. @default info */
  readonly log?: LogLevel;
  /** Added to every function's variables. @default {} */
  readonly environment?: Readonly<Record<string, string>>;
  /** Environments per function at most. @default 4 */
  readonly cap?: number;
  /** Stops idle environments, as AWS freezes them. @default false */
  readonly freeze?: boolean;
  /** Leaves the faults of the last run on. @default false */
  readonly keepFaults?: boolean;
  /** Stores that someone else runs. @default none */
  readonly external?: External;
  /** @default auto */
  readonly redis?: RedisChoice;
  /** Where functions tell what they do, and what becomes of it. @default kept for a while and shown at /traces */
  readonly telemetry?: TelemetryOptions;
  /** Stacks to run in place of the synthesised ones. @default the app of stacks/app.ts, built and synthesised */
  readonly templates?: readonly StackTemplate[];
  /** Told what start-up is doing. */
  readonly onProgress?: (text: string) => void;
  /** Ends start-up; what was started is stopped again. */
  readonly signal?: AbortSignal;
}
