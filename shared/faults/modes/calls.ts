import type { Redis } from 'ioredis';
import type { Technology } from '../points/point.ts';

/** A new charge before the payment provider decides on it. */
export interface PaymentCall {
  readonly orderId: number;
  outcome: 'charged' | 'declined';
  /** The entry of the ledger that is written. */
  entry: 'charge' | 'charge-again';
}

/** One try of a statement. */
export interface PostgresCall {
  /** Whether it calls one of the functions that change stock. */
  readonly changesStock: boolean;
  /** Runs another statement before it, on its connection. */
  run(text: string, values?: readonly unknown[]): Promise<unknown>;
  /** Opens another session of the database. */
  connect(): Promise<PostgresSession>;
}

/** A session beside that of the environment. */
export interface PostgresSession {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
  end(): Promise<void>;
}

export interface RedisCall {
  /** Runs the commands; a mode may put another in its place. */
  redis: Redis;
  /** The commands, such as `MGET`. */
  readonly operation: string;
}

/** One attempt of a call to DynamoDB. */
export interface DynamoCall {
  /** Such as `PutItem`. */
  readonly operation: string;
}

/** One attempt of sending a message, before it is signed. */
export interface SqsCall {
  /** The message, in SQS's form. */
  input: object;
}

/** One try of a call to another service. */
export interface HttpCall {
  readonly host: string;
  /** Aborted when the time of the call is over. */
  readonly signal: AbortSignal;
}

/** One use of a key. */
export interface TokenCall {
  /** The time that counts, in milliseconds since 1970. */
  nowMs: number;
  key: () => Uint8Array;
}

/** A call of a port's method. */
export interface PortMethodCall {
  /** The arguments; a change of them reaches the adapter. */
  readonly args: unknown[];
  /** The service's adapters by name, on which no rule acts. */
  readonly adapters: Readonly<Record<string, object>>;
  /** Marks the call as made without a protection, for an adapter that leaves it out itself: see `isUnprotected`. */
  mark(protection: string): void;
}

/** What a mode is given of the call it acts on, by seam. */
export interface Calls {
  /** Call of a port's method; an invocation has no arguments. */
  readonly call: PortMethodCall;
  readonly invocation: { readonly args: readonly unknown[] };
  readonly payment: PaymentCall;
  readonly postgresql: PostgresCall;
  readonly redis: RedisCall;
  readonly dynamodb: DynamoCall;
  readonly sqs: SqsCall;
  readonly http: HttpCall;
  readonly tokens: TokenCall;
}

/** A client on which no fault acts. */
export const withoutFaults = <Result>(_call: unknown, next: () => Promise<Result>): Promise<Result> => next();

/** Runs one try of a client, on which the modes of its technology act. */
export type ClientSeam<T extends Technology> = <Result>(
  call: Calls[T],
  next: () => Promise<Result>,
) => Promise<Result>;
