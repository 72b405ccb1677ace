import type { Store } from '../storage/store.ts';

export interface Context {
  readonly store: Store;
  readonly region: string;
  readonly host: string;
  readonly nowMs: number;
}

export type Input = Readonly<Record<string, unknown>>;

/** One action of the API. @throws DynamoFault */
export type Action = (context: Context, input: Input) => Readonly<Record<string, unknown>>;
