import type { MessagePort } from 'node:worker_threads';

/** What k6's HTTP calls ask for. */
export interface HttpCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface HttpResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly durationMs: number;
  readonly error: string;
}

/** One value of a metric. */
export interface Sample {
  readonly metric: string;
  readonly value: number;
  /** Name of the check that gave it. */
  readonly check?: string;
}

/** What a script exports as `options`, as far as our scripts use it. */
export interface Options {
  readonly vus: number;
  readonly duration: string;
  readonly thresholds: Readonly<Record<string, readonly string[]>>;
}

export type FromWorker =
  | { readonly type: 'http'; readonly call: HttpCall }
  | { readonly type: 'sample'; readonly sample: Sample }
  | { readonly type: 'log'; readonly text: string }
  | { readonly type: 'done'; readonly options: Options; readonly data: unknown };

export const PHASES = ['setup', 'default', 'teardown'] as const;

/** What a worker runs: the whole setup or teardown, or iterations of one virtual user. */
export interface WorkerTask {
  readonly script: string;
  readonly phase: (typeof PHASES)[number];
  readonly vu: number;
  readonly data: unknown;
  /** Answers of HTTP calls arrive here. */
  readonly answers: MessagePort;
  /** {@link WAKE}: raised with each answer. {@link STOP}: raised when no further iteration begins. */
  readonly flags: Int32Array;
}

export const WAKE = 0;
export const STOP = 1;
