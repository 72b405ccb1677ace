import { consumer } from '#shared/queue/consumer';
import { ATTRIBUTE, METRIC, type RecoveryOutcome } from '#shared/telemetry/conventions';
import { count } from '#shared/telemetry/counters';
import { annotate } from '#shared/telemetry/tracing';
import { RecoveryBody, toRecoveryMessage } from './adapters/recovery-body.ts';
import { createSqsDeadLetters } from './adapters/sqs-dead-letters.ts';
import { createRecoveryDeps, env, shell, sqs } from './deps.ts';
import { type Recovery, recoverOrder } from './domain/recover-order.ts';

const deps = createRecoveryDeps();

export const handler = consumer({
  body: RecoveryBody,
  log: shell.log,
  faults: shell.faults,
  chaosKey: shell.chaosKey,
  deadLetter: createSqsDeadLetters(sqs, env.RECOVERY_DLQ_URL),
  async handle(body, act) {
    annotate({ [ATTRIBUTE.orderId]: body.order_id });
    const recovery = await recoverOrder(deps, toRecoveryMessage(body), (work) => act(() => annotated(work)));
    if (recovery === 'poison') return 'poison';
    recordOutcome(recovery);
    return 'done';
  },
  onUnfinished: recordOutcome,
});

/** Records the outcome on the span of the work too, which is in the trace of the order. */
async function annotated(work: () => Promise<Recovery>): Promise<Recovery> {
  const recovery = await work();
  annotate({ [ATTRIBUTE.recoveryOutcome]: recovery });
  return recovery;
}

function recordOutcome(outcome: RecoveryOutcome): void {
  annotate({ [ATTRIBUTE.recoveryOutcome]: outcome });
  count(METRIC.recoveryMessages, { [ATTRIBUTE.recoveryOutcome]: outcome });
}
