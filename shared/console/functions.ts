/** One function and its environments, now. */
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
  /** Of all its environments, each shared page counted once; null where the platform does not report it. */
  readonly memory_bytes: number | null;
}

/** Messages in a queue, now. */
export interface ShownQueue {
  readonly name: string;
  readonly visible: number;
  readonly in_flight: number;
  readonly delayed: number;
}

/** The body of `GET /console/functions`. */
export interface FunctionsBody {
  readonly functions: readonly ShownFunction[];
  readonly queues: readonly ShownQueue[];
}

/** The answer of what runs a program: what it printed. */
export interface PrintedBody {
  readonly text: string;
}
