import type { LogLevel } from '../host/log.ts';
import type { ListenAddress } from '../http/listener.ts';
import type { PortName } from '../http/ports.ts';
import type { External } from '../services/backends.ts';
import type { Choices } from '../services/service.ts';
import type { TelemetryOptions } from '../telemetry/telemetry.ts';
import type { StackTemplate } from '../template/model.ts';

export interface EngineOptions extends Choices {
  /** Data folder. @default .local */
  readonly dataDir?: string;
  /** Ports; 0 takes any free one. @default 8001, 8002, 8003, 8080, 8004 */
  readonly ports?: Partial<Record<PortName, number>>;
  /** Address of the API under test. @default 127.0.0.1 */
  readonly listen?: ListenAddress;
  /** Opens the engine's own port to other machines; every call then needs the key. @default this machine alone */
  readonly engineAccess?: { readonly address: ListenAddress; readonly networkKey: string };
  /** Log level; `info` logs one line per request. @default info */
  readonly log?: LogLevel;
  /** Log lines link to traces by a clickable word in place of a URL. @default false */
  readonly clickableLinks?: boolean;
  /** Additional variables of every function. @default {} */
  readonly environment?: Readonly<Record<string, string>>;
  /** Greatest number of environments per function. @default 4 */
  readonly maxConcurrency?: number;
  /**
   * Starts an environment of every function before the system is ready: a function that cannot start fails the start, and no first
   * call waits. Without it each starts at its first call. @default true
   */
  readonly warmUp?: boolean;
  /** Stops idle environments, as AWS freezes them. @default false */
  readonly freeze?: boolean;
  /** Keeps the faults of the last run on. @default false */
  readonly keepFaults?: boolean;
  /** Portions of each menu in an empty database. @default those of the seed */
  readonly openingStock?: number;
  /** Addresses of external stores. @default none */
  readonly external?: External;
  /** Telemetry of the functions and its forwarding. @default stored for a while and shown at /traces */
  readonly telemetry?: TelemetryOptions;
  /** Stacks to run in place of the synthesised ones. @default the app of stacks/app.ts, built and synthesised */
  readonly templates?: readonly StackTemplate[];
  /** Called with each progress line of start-up. */
  readonly onProgress?: (text: string) => void;
  /** Aborts start-up; everything started so far is stopped. */
  readonly signal?: AbortSignal;
}
