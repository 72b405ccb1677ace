import type { Environment } from '#shared/cli/settings';
import type { Level } from '../drill.ts';
import type { Started } from '../session/results.ts';

/** From `start` to the keeper. By message, as arguments and variables of a process can be read. */
export interface Begin {
  readonly level: Level;
  readonly seed: number;
  /** Longest time without the fault. */
  readonly quietSeconds: number;
  readonly minutes: number;
  readonly isOwn: boolean;
  /** File to write where the keeper listens. */
  readonly sessionPath: string;
  readonly env: Environment;
}

/** From the keeper to `start`. */
export type Begun =
  | { readonly type: 'ready'; readonly started: Started }
  /** `isUserError`: the reason is a sentence for the user. */
  | { readonly type: 'failed'; readonly reason: string; readonly isUserError: boolean };
