import { type Attributes, SpanKind } from '@opentelemetry/api';
import { Redis } from 'ioredis';
import { type ClientSeam, withoutFaults } from '#shared/faults/modes/calls';
import { noteArguments } from '#shared/telemetry/call-values';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { inSpan } from '#shared/telemetry/tracing';

export interface RedisConnection {
  /** Runs commands that may be repeated; rejects after a short time where Redis does not answer. */
  run<T>(commands: (redis: Redis) => Promise<T>, options: RedisRun): Promise<T>;
  close(): void;
}

export interface RedisRun {
  /** The commands, such as `MGET`: the name of the span around them. */
  readonly operation: string;
  readonly timeoutMs: number;
  /** Runs even while Redis is skipped after a failure. */
  readonly urgent?: boolean;
  /** The keys, where the values written matter to no later call. @default not recorded */
  readonly keys?: readonly string[];
  /** Attributes of the span, beside those of every call. */
  readonly attributes?: Attributes;
}

const CONNECT_TIMEOUT_MS = 250;
/** Time after a failure in which calls skip Redis. */
export const SKIP_MS = 500;

/** A command of a health check is answered within this time. */
const PING_TIMEOUT_MS = 250;

class TimedOut extends Error {
  override readonly name = 'RedisTimedOut';
}

/** Sends what the commands begin with together. A pipeline of ioredis does that too, but takes longer than the writes that it saves. */
function inOneWrite<T>(redis: Redis, commands: (redis: Redis) => Promise<T>): Promise<T> {
  const { stream } = redis;
  stream.cork();
  try {
    return commands(redis);
  } finally {
    stream.uncork();
  }
}

/**
 * A connection that opens at first use and again when needed, never by a timer: a frozen environment runs none, and
 * resumes with a dead socket. A Redis that is slow or down costs a bounded time, then nothing for a while.
 * @param faults lets faults act on each try, within its time limit
 */
export function createRedis(url: string, faults: ClientSeam<'redis'> = withoutFaults): RedisConnection {
  let connection: Promise<Redis> | undefined;
  let current: Redis | undefined;
  /** Whether a command of this connection timed out and is still unanswered. */
  let isStalled = false;
  let skipUntil = 0;

  function drop(): void {
    current?.disconnect();
    connection = undefined;
    isStalled = false;
  }

  function open(): Promise<Redis> {
    const redis = new Redis(url, {
      lazyConnect: true,
      connectTimeout: CONNECT_TIMEOUT_MS,
      retryStrategy: null,
      maxRetriesPerRequest: 0,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      // Each of these would add a round trip to a cold start.
      enableReadyCheck: false,
      disableClientInfo: true,
      protocol: 2,
    });
    const opening = redis.connect().then(() => redis);
    const forget = (): void => {
      if (connection === opening) connection = undefined;
    };
    // The waiting call gets the error; without a listener ioredis would print it.
    redis.on('error', () => {});
    redis.on('end', forget);
    opening.catch(forget);
    current = redis;
    return opening;
  }

  async function attempt<T>(
    commands: (redis: Redis) => Promise<T>,
    { operation, timeoutMs }: RedisRun,
  ): Promise<T> {
    if (isStalled) drop();
    connection ??= open();
    const mine = connection;
    const call = { redis: await mine, operation };
    const answer = faults(call, () => inOneWrite(call.redis, commands));
    try {
      return await inTime(answer, timeoutMs);
    } catch (error) {
      if (connection !== mine) throw error;
      if (!(error instanceof TimedOut)) drop();
      else {
        isStalled = true;
        answer.then(
          () => {
            if (connection === mine) isStalled = false;
          },
          () => {},
        );
      }
      throw error;
    }
  }

  /** Repeats once on a new connection: an idle one may have been closed unnoticed, which is no failure of Redis. */
  async function runOnce<T>(commands: (redis: Redis) => Promise<T>, options: RedisRun): Promise<T> {
    const isReused = connection !== undefined;
    try {
      const answer = await attempt(commands, options).catch((error: unknown) => {
        if (!isReused || error instanceof TimedOut) throw error;
        return attempt(commands, options);
      });
      skipUntil = 0;
      return answer;
    } catch (error) {
      skipUntil = performance.now() + SKIP_MS;
      throw error;
    }
  }

  return {
    async run(commands, options) {
      const { operation, urgent = false, keys, attributes } = options;
      if (!urgent && performance.now() < skipUntil) throw new Error('Redis is skipped after a failure');
      const settings = {
        kind: SpanKind.CLIENT,
        attributes: { [ATTRIBUTE.dbSystem]: 'redis', [ATTRIBUTE.dbOperation]: operation, ...attributes },
      };
      return inSpan(operation, settings, (span) => {
        if (keys) noteArguments(span, keys);
        return runOnce(commands, options);
      });
    },
    close: drop,
  };
}

/** Waits one more turn after the timer, for an answer that arrived while this process was stopped or starved. */
function inTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new TimedOut('Redis did not answer in time'));
    const timer = setTimeout(() => setImmediate(giveUp), timeoutMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Asks Redis whether it answers, even while calls skip it; for health checks. */
export async function ping(redis: RedisConnection): Promise<void> {
  await redis.run((commands) => commands.ping(), {
    operation: 'PING',
    timeoutMs: PING_TIMEOUT_MS,
    urgent: true,
  });
}
