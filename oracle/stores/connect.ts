import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sdkOptions } from '#shared/aws/sdk-options';
import { createRedis, type RedisConnection } from '#shared/db/redis';
import type { StoresSettings } from './settings.ts';

const REQUEST_TIMEOUT_MS = 10_000;

/** Connects to the stores of a running system; to PostgreSQL only when it is read. */
export interface Stores extends Disposable {
  readonly settings: StoresSettings;
  readonly dynamo: DynamoDBDocumentClient;
  readonly sqs: SQSClient;
  readonly redis: RedisConnection;
}

export function connectStores(settings: StoresSettings): Stores {
  const options = { ...sdkOptions(REQUEST_TIMEOUT_MS), ...identityOf(settings) };
  const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_SQS } = settings;
  const client = new DynamoDBClient({ ...options, ...endpointOf(AWS_ENDPOINT_URL_DYNAMODB) });
  const sqs = new SQSClient({
    ...options,
    ...endpointOf(AWS_ENDPOINT_URL_SQS),
    useQueueUrlAsEndpoint: false,
  });
  const redis = createRedis(settings.REDIS_URL);
  return {
    settings,
    dynamo: DynamoDBDocumentClient.from(client),
    sqs,
    redis,
    [Symbol.dispose]() {
      client.destroy();
      sqs.destroy();
      redis.close();
    },
  };
}

const endpointOf = (endpoint: string | undefined) => (endpoint ? { endpoint } : {});

function identityOf(settings: StoresSettings) {
  const {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = settings;
  return {
    ...(region && { region }),
    ...(accessKeyId &&
      secretAccessKey && {
        credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
      }),
  };
}
