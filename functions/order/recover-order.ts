import { consumer } from '#shared/queue/consumer';
import { RecoveryBody, toRecoveryMessage } from './adapters/recovery-body.ts';
import { createSqsDeadLetters } from './adapters/sqs-dead-letters.ts';
import { createRecoveryDeps, env, shell, sqs } from './deps.ts';
import { recoverOrder } from './domain/recover-order.ts';

const deps = createRecoveryDeps();

export const handler = consumer({
  body: RecoveryBody,
  log: shell.log,
  deadLetter: createSqsDeadLetters(sqs, env.RECOVERY_DLQ_URL),
  handle: (body) => recoverOrder(deps, toRecoveryMessage(body)),
});
