import type { QueueHandler } from '#shared/queue/queue-handler';
import { TIMING } from './domain/timing.ts';

/** The order service's queue handlers. As in a route table, the key names file and function. */
export const orderConsumers = {
  recoverOrder: {
    queue: 'recovery',
    batchSize: 10,
    batchWindowSeconds: TIMING.recoveryBatchMs / 1_000,
    reportBatchItemFailures: true,
    timeoutSeconds: TIMING.recoverOrderMs / 1_000,
    stores: [
      'orders.get',
      'orders.batchGet',
      'orders.put',
      'orders.update',
      'payments.put',
      'recovery.send',
      'deadLetters.send',
      'redis',
      'serviceTokens',
    ],
  },
} as const satisfies Record<string, QueueHandler>;
