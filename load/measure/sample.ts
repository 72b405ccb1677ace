/** Milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Latency until the answer, or until it is known that none comes. */
export interface Latency {
  /** From when the request should have been sent: contains what waited behind a slow answer. */
  readonly intended: Percentiles;
  /** From when it was sent. */
  readonly sent: Percentiles;
}

/** Requests of one step of a journey: `order`, `place-order`. */
export interface StepFigures {
  readonly journey: string;
  readonly step: string;
  /** Answered, or known to get no answer. */
  readonly ended: number;
  /**
   * How many ended how: a status with what the body says (`201 confirmed`, `400 out_of_stock`, `503 dependency_unavailable`),
   * or, without an answer, `no answer: timeout`.
   */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly latency_ms: Latency;
}

/** All steps together. */
export type Figures = Omit<StepFigures, 'journey' | 'step'>;

/** One second of a load. */
export interface Sample {
  /** Seconds from the start until the end of the sample. */
  readonly second: number;
  /** Length of the sample: 1, but for the last one and after a generator that got no processor. */
  readonly seconds: number;
  /** The end of the sample, in milliseconds since 1970. */
  readonly at_ms: number;
  /** Name of the section: of the phase, or of the last mark. */
  readonly section: string;
  /** Journeys per second that the plan asks for, or clients. */
  readonly level: number;
  /** Journeys that began. */
  readonly begun: number;
  /** Journeys that were due and could not begin, because too many requests were under way. */
  readonly dropped: number;
  /** Requests that got a connection. */
  readonly sent: number;
  /** Requests under way or waiting for a connection. */
  readonly in_flight: number;
  readonly all: Figures;
  readonly steps: readonly StepFigures[];
  /** How much later than planned the generator itself was. */
  readonly late_ms: Percentiles;
  /** Processor time of the generator, as a share of one processor. */
  readonly cpu_share: number;
  readonly rss_bytes: number;
}
