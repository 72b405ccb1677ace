import type { Invocation } from './invocations.ts';

/** One file each. */
export interface Lint {
  readonly name: string;
  /** What it looks for. */
  readonly about: string;
  /** Why that matters. */
  readonly why: string;
  /** @param invocations of one service and one kind, such as `POST /orders` */
  find(invocations: readonly Invocation[]): readonly Sighting[];
}

/** What a lint saw in one trace. */
export interface Sighting {
  readonly traceId: string;
  /** Names of the spans, in order. */
  readonly spans: readonly string[];
  readonly what: string;
}
