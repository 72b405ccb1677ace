import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { RECOVERY } from './expected-traces.ts';

/** Leaves a message that no function of ours would send, on behalf of a span. */
export async function sendNonsense(
  endpoint: string,
  { traceId, spanId }: { readonly traceId: string; readonly spanId: string },
): Promise<void> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const sqs = new SQSClient({ endpoint, region: LOCAL_IDENTITY.region, credentials });
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: RECOVERY }));
  const traceparent = { DataType: 'String', StringValue: `00-${traceId}-${spanId}-01` };
  await sqs.send(
    new SendMessageCommand({ QueueUrl, MessageBody: 'no order', MessageAttributes: { traceparent } }),
  );
  sqs.destroy();
}
