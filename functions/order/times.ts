import { brokenTimingRules, TIMING, TIMING_RULES, type Timing } from './domain/timing.ts';
import type { OrderEnv } from './env.ts';

type Times = Pick<
  OrderEnv,
  | 'PENDING_MS'
  | 'RECOVERY_DELAY_MS'
  | 'CANCEL_RECOVERY_DELAY_MS'
  | 'FORWARD_CALL_MS'
  | 'FORWARD_STEP_MS'
  | 'UNDO_MS'
  | 'RECOVERY_CALL_MS'
>;

/**
 * The protocol's times with those of the environment in place of its own.
 * @throws Error that names the first rule that they break and no override may break
 */
export function timesOf(env: Times): Timing {
  const times = {
    ...TIMING,
    pendingMs: env.PENDING_MS,
    recoveryDelayMs: env.RECOVERY_DELAY_MS,
    cancelRecoveryDelayMs: env.CANCEL_RECOVERY_DELAY_MS,
    forwardCallMs: env.FORWARD_CALL_MS,
    forwardStepMs: env.FORWARD_STEP_MS,
    undoMs: env.UNDO_MS,
    recoveryCallMs: env.RECOVERY_CALL_MS,
  };
  const [broken] = brokenTimingRules(
    times,
    TIMING_RULES.filter(({ isOverridable }) => !isOverridable),
  );
  if (broken) throw new Error(`Wrong environment: the times break a rule of the order protocol. ${broken}`);
  return times;
}
