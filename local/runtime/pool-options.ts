import type { EnvironmentOptions } from './environment.ts';
import type { Failure } from './invocation.ts';

export interface PoolOptions extends EnvironmentOptions {
  /** Greatest number of environments. @default 4 */
  readonly maxConcurrency?: number;
  /** Limit of waiting calls; further calls are throttled. @default 1024 */
  readonly queueLimit?: number;
  /** Idle time after which the last environment is ended. @default 300_000 */
  readonly idleMs?: number;
  /** Idle time after which any other is ended. @default 30_000 */
  readonly extraIdleMs?: number;
  /** Idle time after which a never called environment is ended. @default 20_000 */
  readonly unusedMs?: number;
  /** Version of the fault switches, sent with each invocation, so that an environment reads them only after a change. */
  readonly switchesVersion?: () => string | undefined;
  /** Called when an environment ends unexpectedly: neither idle nor at the engine's stop. */
  readonly onCrash?: (failure: Failure) => void;
}
