import type { Figures, Percentiles, StepFigures } from './sample.ts';

/** A part of a load: a phase of the plan, or what follows a mark. Requests belong to the part in which they began. */
export interface Section {
  readonly name: string;
  readonly started_at_ms: number;
  readonly all: Figures;
  readonly steps: readonly StepFigures[];
}

/** `inconclusive`: the generator was the limit, so the figures say little about the system. */
export type Conclusion = 'conclusive' | 'inconclusive';

export interface LoadResult {
  readonly conclusion: Conclusion;
  /** Why it is inconclusive; one sentence each. */
  readonly reasons: readonly string[];
  readonly seed: number;
  readonly started_at_ms: number;
  /** Until the last answer. */
  readonly seconds: number;
  /** Journeys that began. */
  readonly begun: number;
  /** Journeys that were due and could not begin, because too many requests were under way. */
  readonly dropped: number;
  /** Requests that got a connection. */
  readonly sent: number;
  readonly all: Figures;
  readonly steps: readonly StepFigures[];
  readonly sections: readonly Section[];
  /** How much later than planned the generator itself was. */
  readonly late_ms: Percentiles;
  /** Processor time of the generator, as a share of one processor. */
  readonly cpu_share: number;
  /** The most memory of the generator in any second. */
  readonly peak_rss_bytes: number;
  /** File with every attempt to place or cancel an order. */
  readonly history?: string;
}
