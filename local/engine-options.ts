import type { LogLevel } from './log.ts';
import type { StackTemplate } from './model.ts';
import type { External, RedisChoice } from './services/index.ts';
import type { TelemetryOptions } from './traces/start-telemetry.ts';

export type PortName = 'user' | 'restaurant' | 'order' | 'gateway' | 'engine';

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

interface Port {
  readonly number: number;
  readonly purpose: string;
  readonly variable: string;
  /** Closed to the web pages of others; the API under test is open to them. */
  readonly guarded: boolean;
}

export const PORTS: Readonly<Record<PortName, Port>> = {
  user: { number: 8001, purpose: 'user service', variable: 'USER_PORT', guarded: false },
  restaurant: { number: 8002, purpose: 'restaurant service', variable: 'RESTAURANT_PORT', guarded: false },
  order: { number: 8003, purpose: 'order service', variable: 'ORDER_PORT', guarded: false },
  gateway: { number: 8080, purpose: 'gateway', variable: 'GATEWAY_PORT', guarded: false },
  engine: { number: 8004, purpose: 'engine', variable: 'ENGINE_PORT', guarded: true },
};
export const PORT_NAMES = [
  'user',
  'restaurant',
  'order',
  'gateway',
  'engine',
] as const satisfies readonly PortName[];
