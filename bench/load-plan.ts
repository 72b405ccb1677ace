import type { Summary } from './summary.ts';

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  /** Others than those that the load sends itself. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

export interface HttpWork {
  readonly kind: 'http';
  readonly url: string;
  /** Sent in turn, over and over. */
  readonly requests: readonly HttpRequest[];
  /** Each request once only; the load ends with the last one. @default false */
  readonly once?: boolean;
  /**
   * Digits in the place of which each request has a number that no other one has, as long as they are; the steps of a
   * sequence have the same.
   */
  readonly numbered?: string;
  readonly expect: { readonly status: number; readonly contains?: string };
}

export interface RedisWork {
  readonly kind: 'redis';
  readonly url: string;
  /** Inline command, and the first character of a good answer to it. */
  readonly command: string;
  readonly answer: '$' | '+' | '*';
}

export interface PostgresWork {
  readonly kind: 'postgres';
  readonly url: string;
  /** One unit of work, in order. */
  readonly statements: readonly string[];
  /** Whether the server keeps their plans. @default false */
  readonly prepared?: boolean;
}

type SingleWork = HttpWork | RedisWork | PostgresWork;

/** Several calls, one after the other, that count as one; each connection of the plan has one to each of their servers. */
export interface SequenceWork {
  readonly kind: 'sequence';
  readonly steps: readonly SingleWork[];
}

export interface LoadPlan {
  readonly connections: number;
  readonly work: SingleWork | SequenceWork;
}

/** The key of `outcomes` under which answers as expected are counted. */
export const EXPECTED = 'expected';

export interface LoadResult {
  /** Time until the last answer; calls under way are not cut off. */
  readonly seconds: number;
  readonly answers: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly latencyMs: Summary;
  /** Processor time of the process that sent the requests. */
  readonly clientCpuMs: number;
}
