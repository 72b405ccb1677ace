import type { SwitchId } from './fault-table.ts';

export type Hits = { readonly [Id in SwitchId]?: number };

/** Adds up the hits of all environments of a service. */
export interface HitStore {
  add(hits: Hits): Promise<void>;
  read(): Promise<Hits>;
  /** Sets the hits of these switches to 0. */
  reset(ids: readonly SwitchId[]): Promise<void>;
}
