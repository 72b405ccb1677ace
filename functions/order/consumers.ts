import type { QueueHandler } from '#shared/queue/queue-handler';

/** The order service's queue handlers. As in a route table, the key names file and function. */
export const orderConsumers = {
  recoverOrder: {
    queue: 'recovery',
    batchSize: 10,
    reportBatchItemFailures: true,
    timeoutSeconds: 20,
    stores: [
      'orders.get',
      'orders.put',
      'orders.update',
      'payments.put',
      'recovery.send',
      'deadLetters.send',
      'redis',
    ],
  },
} as const satisfies Record<string, QueueHandler>;
