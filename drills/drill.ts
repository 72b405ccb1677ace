import type { GroundTruth } from '#scenarios/scenario';
import type { WrittenRule } from '#shared/faults/rules/rule';
import type { Remedy } from './remedies.ts';

/** 1: one plain fault. 2: it shows elsewhere than where it is, beside noise. 3: after-effects and lost answers, in more noise. */
export const LEVELS = [1, 2, 3] as const;
export type Level = (typeof LEVELS)[number];
/** What a drill can be started with, beside its level. */
export const SEEDS = { most: 2 ** 31 - 1 } as const;
export const MINUTES = { least: 2, most: 60, unit: 'minutes' } as const;
export const QUIET_SECONDS = { least: 1, most: 110, unit: 'seconds' } as const;

/** A fault to be found. */
export interface Drill {
  /** Name of the scenario that it is taken from. */
  readonly name: string;
  readonly level: Level;
  readonly truth: GroundTruth;
  readonly faults: readonly WrittenRule[];
  readonly remedy: Remedy;
}
