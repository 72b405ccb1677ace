import type { Summary } from './summary.ts';

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly json?: unknown;
}

export interface HttpWork {
  readonly kind: 'http';
  readonly url: string;
  /** Sent in turn, over and over. */
  readonly requests: readonly HttpRequest[];
  /** Each request once only; the load ends with the last one. @default false */
  readonly once?: boolean;
  readonly expect: { readonly status: number; readonly contains?: string };
}

export interface RedisWork {
  readonly kind: 'redis';
  readonly url: string;
  /** Inline command. */
  readonly command: string;
}

export interface PostgresWork {
  readonly kind: 'postgres';
  readonly url: string;
  /** One unit of work, in order. */
  readonly statements: readonly string[];
}

export interface LoadPlan {
  readonly connections: number;
  readonly work: HttpWork | RedisWork | PostgresWork;
}

/** The key of `outcomes` under which answers as expected are counted. */
export const EXPECTED = 'expected';

export interface LoadResult {
  /** Time until the last answer; calls under way are not cut off. */
  readonly seconds: number;
  readonly answers: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly latencyMs: Summary;
}
