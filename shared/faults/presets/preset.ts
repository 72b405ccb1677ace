import type { WrittenRule } from '../rules/rule.ts';

/** Rules under a name that people ask for. */
export interface Preset {
  /** Name on the wire. */
  readonly name: string;
  /** What happens, in one sentence. */
  readonly summary: string;
  /** At most as many as a header may carry. */
  readonly rules: readonly WrittenRule[];
}

export const definePreset = (preset: Preset): Preset => preset;
