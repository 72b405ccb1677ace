/** One function and its environments, at one instant. */
export interface ShownFunction {
  /** Such as `order/place-order`. */
  readonly key: string;
  /** Greatest number of environments. */
  readonly cap: number;
  /** Environments that start, wait for a call, and serve one. */
  readonly starting: number;
  readonly idle: number;
  readonly busy: number;
  /** Calls that wait for an environment. */
  readonly waiting: number;
  /** Environments started so far. */
  readonly starts: number;
  /** Calls refused with 429 so far. */
  readonly throttled: number;
  /**
   * Of all its environments, each shared page counted once, in whole megabytes; null where the platform does not report it,
   * and until it was measured.
   */
  readonly memory_bytes: number | null;
}

/** Messages in a queue, at one instant. */
export interface ShownQueue {
  readonly name: string;
  readonly visible: number;
  readonly in_flight: number;
  readonly delayed: number;
}

/** Figures of a function in a frame, without those that are 0. */
export type FunctionFigures = Readonly<Partial<Omit<ShownFunction, 'key'>>>;

/** What a frame has of functions: those that changed since the frame before, and now and then all of them. */
export interface FunctionsFrame {
  readonly is_all?: true;
  readonly figures: Readonly<Record<string, FunctionFigures>>;
}

/** The answer of what runs a program: what it printed. */
export interface PrintedBody {
  readonly text: string;
}
