import type { LoadResult } from './measure/load-result.ts';
import type { Sample } from './measure/sample.ts';
import type { FullPlan } from './plan/plan.ts';

/** From the parent to the generator. */
export type LoadCommand =
  | { readonly type: 'begin'; readonly plan: FullPlan }
  | { readonly type: 'level'; readonly level: number }
  | { readonly type: 'mark'; readonly name: string }
  | { readonly type: 'stop' };

/** From the generator to its parent. */
export type LoadEvent =
  | { readonly type: 'started'; readonly startedAtMs: number }
  | { readonly type: 'second'; readonly sample: Sample }
  | { readonly type: 'result'; readonly result: LoadResult }
  /** `isUserError`: the reason is a sentence for the user. */
  | { readonly type: 'failed'; readonly reason: string; readonly isUserError: boolean };
