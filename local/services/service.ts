import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Point } from '#shared/faults/points/point';
import type { DataDir } from '../host/data-dir.ts';
import type { Log } from '../host/log.ts';
import type { Watchdog } from '../host/watchdog.ts';
import type { AwsCall } from '../http/aws-json.ts';
import type { Guard } from '../http/boundary.ts';

export const REDIS_CHOICES = ['auto', 'server', 'builtin'] as const;
export type RedisChoice = (typeof REDIS_CHOICES)[number];
/** The binary Dynoxide, and the one in JavaScript. */
export const DYNAMODB_CHOICES = ['dynoxide', 'node'] as const;
export type DynamoDbChoice = (typeof DYNAMODB_CHOICES)[number];

/** Which of several implementations of a store runs. */
export interface Choices {
  /** @default auto */
  readonly redis?: RedisChoice;
  /** @default the binary where this platform has it */
  readonly dynamodb?: DynamoDbChoice | undefined;
}

/** Input of every backend's `create`. */
export interface ServiceContext extends Choices {
  readonly dataDir: DataDir;
  readonly watchdog: Watchdog;
  readonly log: Log;
  /** Address of the engine's own port, for stores in the engine's process. */
  readonly engineUrl: string;
  /** Address of the same for functions, which have no key. @default `engineUrl` */
  readonly insideUrl?: string;
  /** Points of faults of all services, once they are known. */
  readonly points?: () => readonly Point[] | undefined;
  readonly onProgress: (text: string) => void;
  /** Called when a running backend process has ended unexpectedly. */
  readonly onEnded: (name: string, reason: string) => void;
}

/** One store, the engine's own or external. After `stop`, `start` starts it again at the same address. */
export interface Service {
  /** Address for clients, set by the first `start`. */
  readonly url: string;
  /** Address for functions only, if there is one. */
  readonly functionsUrl?: string;
  /** Undefined for an external store, or one without its own process. */
  readonly pid: number | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Serves an in-process store on the engine's own port. False if the request is not for this store. */
  handle?(request: IncomingMessage, response: ServerResponse, guard: Guard): boolean;
  /** Calls an in-process store directly, without a port. */
  readonly call?: AwsCall;
  /** Names what an in-process store holds in a parameter, as `versionName` does; undefined while it is stopped. */
  readonly versionOf?: (parameter: string) => string | undefined;
}
