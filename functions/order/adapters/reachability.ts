import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { HttpService } from './http-service.ts';

/** Reads an entry that no order has. @throws if the ledger cannot be read */
export async function askLedger(dynamo: DynamoDBDocumentClient, table: string): Promise<void> {
  await dynamo.send(new GetCommand({ TableName: table, Key: { order_id: 0, entry_id: 'charge' } }));
}

/** @throws if the queue does not answer, or is not there */
export async function askQueue(sqs: SQSClient, queueUrl: string): Promise<void> {
  await sqs.send(new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] }));
}

/** Asks for the liveness of a service, not its readiness. @throws if it does not answer 200 */
export async function askService(service: HttpService): Promise<void> {
  const { status } = await service.call({ method: 'GET', path: '/health' });
  if (status !== 200) throw new Error(`answered ${status}`);
}
