import * as z from 'zod';
import { type AwsCall, AwsFault, awsJsonClient, type Identity } from '#local/http/aws-json';
import type { ResourceAddress } from '../backend.ts';
import type { Resource } from '../resource.ts';
import { attributesOf, changeable } from './queue-attributes.ts';

const Named = z.looseObject({ QueueName: z.string() });
const WithUrl = z.object({ QueueUrl: z.string() });
const WithArn = z.object({ Attributes: z.object({ QueueArn: z.string() }) });

async function findUrl(call: AwsCall, name: string): Promise<string | undefined> {
  try {
    return WithUrl.parse(await call('GetQueueUrl', { QueueName: name })).QueueUrl;
  } catch (error) {
    if (error instanceof AwsFault && /NonExistentQueue|QueueDoesNotExist/.test(error.type)) return undefined;
    throw error;
  }
}

async function ensureQueue(call: AwsCall, { properties }: Resource): Promise<ResourceAddress> {
  const { QueueName } = Named.parse(properties);
  const attributes = attributesOf(properties);
  let url = await findUrl(call, QueueName);
  if (url === undefined) {
    url = WithUrl.parse(await call('CreateQueue', { QueueName, Attributes: attributes })).QueueUrl;
  } else {
    await call('SetQueueAttributes', { QueueUrl: url, Attributes: changeable(attributes) });
  }
  const answer = await call('GetQueueAttributes', { QueueUrl: url, AttributeNames: ['QueueArn'] });
  return { url, arn: WithArn.parse(answer).Attributes.QueueArn };
}

/** Creates dead-letter queues first: a redrive policy may only name an existing queue. */
export async function provisionQueues(
  queues: readonly Resource[],
  endpoint: string,
  identity: Identity,
): Promise<Record<string, ResourceAddress>> {
  const call = awsJsonClient('sqs', endpoint, identity);
  const addresses: Record<string, ResourceAddress> = {};
  const hasTarget = ({ properties }: Resource): boolean => properties.RedrivePolicy !== undefined;
  for (const group of [queues.filter((queue) => !hasTarget(queue)), queues.filter(hasTarget)]) {
    await Promise.all(
      group.map(async (queue) => {
        addresses[queue.logicalId] = await ensureQueue(call, queue);
      }),
    );
  }
  return addresses;
}
