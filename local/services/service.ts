import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DataDir } from '../host/data-dir.ts';
import type { Log } from '../host/log.ts';
import type { Watchdog } from '../host/watchdog.ts';
import type { AwsCall } from '../http/aws-json.ts';
import type { Guard } from '../http/boundary.ts';

export const REDIS_CHOICES = ['auto', 'server', 'builtin'] as const;
export type RedisChoice = (typeof REDIS_CHOICES)[number];

/** What every backend is given. */
export interface ServiceContext {
  readonly dataDir: DataDir;
  readonly watchdog: Watchdog;
  readonly log: Log;
  /** Address of the engine's own port, for stores in the engine's process. */
  readonly engineUrl: string;
  /** @default auto */
  readonly redis?: RedisChoice;
  readonly onProgress: (text: string) => void;
  /** A backend process that was up has ended, and was not asked to. */
  readonly onEnded: (name: string, reason: string) => void;
}

/** One store, started by us or found elsewhere. After `stop`, `start` brings it back at the same address. */
export interface Service {
  /** Where clients reach it; filled in by the first `start`. */
  readonly url: string;
  /** Where the functions reach it, if there is a way for them alone. */
  readonly functionsUrl?: string;
  /** Absent for a store that is not ours, or that has no process of its own. */
  readonly pid: number | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Serves a store in the engine's process at the engine's own port. False if the request is for something else. */
  handle?(request: IncomingMessage, response: ServerResponse, guard: Guard): boolean;
  /** Calls a store in the engine's process without the way through a port. */
  readonly call?: AwsCall;
}
