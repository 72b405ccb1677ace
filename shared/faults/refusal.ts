import type { Violation } from '#shared/errors';

/** Why a change was not made. The bundle of a function makes it into an error of its own. */
export type Refusal =
  | { readonly refused: 'not_found' | 'contended' }
  | { readonly refused: 'invalid'; readonly violations: readonly Violation[] };
