/** `starting`: users sign up. `stopping`: no journey begins any more, and answers are still to come. */
export type LoadState = 'idle' | 'starting' | 'running' | 'stopping' | 'ended' | 'failed';

/** What the load did in one second. */
export interface LoadSecond {
  /** Requests that ended, per second, by outcome. */
  readonly ok: number;
  readonly refused: number;
  readonly failed: number;
  /** Journeys that could not begin. */
  readonly dropped: number;
  readonly in_flight: number;
  /** Milliseconds from when a request should have been sent; null where none ended. */
  readonly p50_ms: number | null;
  readonly p95_ms: number | null;
  readonly p99_ms: number | null;
  /** Milliseconds from the actual send; null where none ended. */
  readonly sent_p95_ms: number | null;
  /** How much later than planned the generator was, at p99; null where no journey began. */
  readonly late_ms: number | null;
  /** Processor time of the generator, as a share of one processor. */
  readonly cpu_share: number;
}

/** What was asked for. */
export interface LoadWish {
  readonly kind: 'open' | 'closed';
  /** Journeys per second, or clients. */
  readonly level: number;
  /** Weight of each journey. */
  readonly journeys: Readonly<Record<string, number>>;
  readonly seconds: number;
}

/** The load that the console drives. */
export interface LoadFrame {
  readonly state: LoadState;
  readonly wish?: LoadWish;
  /** Milliseconds since 1970. */
  readonly ends_at_ms?: number;
  readonly second?: LoadSecond;
  /** Requests that got a connection since the start. */
  readonly sent?: number;
  /** Why it failed, or why its figures say little. */
  readonly problems?: readonly string[];
}
