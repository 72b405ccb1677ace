import type { LoadPlan, LoadResult } from './load-plan.ts';

export type WorkerMessage =
  | { readonly type: 'open'; readonly plan: LoadPlan }
  | { readonly type: 'run'; readonly seconds: number; readonly most?: number };
export type WorkerReply =
  | { readonly type: 'opened' }
  | { readonly type: 'result'; readonly result: LoadResult }
  | { readonly type: 'failed'; readonly reason: string };
