import type { AwsClient } from '#shared/aws/client';
import type { Dynamo } from '#shared/db/dynamo';
import type { HttpService } from './http-service.ts';

/** Reads an entry that no order has. @throws if the ledger cannot be read */
export async function askLedger(dynamo: Dynamo, table: string): Promise<void> {
  await dynamo.get({ TableName: table, Key: { order_id: 0, entry_id: 'charge' } });
}

/** @throws if the queue does not answer, or is not there */
export async function askQueue(sqs: AwsClient, queueUrl: string): Promise<void> {
  await sqs.call('GetQueueAttributes', { QueueUrl: queueUrl, AttributeNames: ['QueueArn'] });
}

/** Asks for the liveness of a service, not its readiness. @throws if it does not answer 200 */
export async function askService(service: HttpService): Promise<void> {
  const { status } = await service.call({ method: 'GET', path: '/health' });
  if (status !== 200) throw new Error(`answered ${status}`);
}
