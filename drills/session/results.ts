import type { GroundTruth } from '#scenarios/scenario';
import type { WrittenRule } from '#shared/faults/rules/rule';
import type { ServiceName } from '#shared/services';
import type { Level } from '../drill.ts';
import type { Remedy } from '../remedies.ts';
import type { Grades } from '../score/answer.ts';
import type { Score } from '../score/score.ts';

/** What `start` prints. */
export interface Started {
  readonly drill: string;
  readonly level: Level;
  readonly urls: Readonly<Record<ServiceName, string>>;
  /** The engine's own port, with its pages of traces. */
  readonly engine: string | undefined;
  readonly started_at: string;
  readonly expires_at: string;
}

export interface Hinted {
  readonly hint: string;
  readonly cost: number;
  readonly hints_left: number;
}

export interface Submitted {
  readonly grades: Grades;
  /** Whether `fix` ends the fault now. */
  readonly is_located: boolean;
}

export interface Solution {
  readonly name: string;
  readonly truth: GroundTruth;
  readonly remedy: Remedy;
  readonly faults: readonly WrittenRule[];
  readonly noise: readonly WrittenRule[];
  readonly began_at: string;
}

export interface Revealed extends Solution {
  /** When rules that could not be ended are over by themselves; null where all are ended. */
  readonly rules_end_at: string | null;
}

export type Fixed =
  | { readonly is_fixed: false; readonly reason: string }
  | {
      readonly is_fixed: true;
      /** False where the fault was ended by other means before, which mends nothing. */
      readonly was_on: boolean;
      /** Invariants that do not hold, by the oracle; undefined where the system did not come to rest. */
      readonly violated: readonly string[] | undefined;
      readonly score: Score;
      readonly solution: Solution;
    };
