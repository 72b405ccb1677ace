import type { Engine } from '#local/engine/engine';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import type { StoresSettings } from '#oracle/stores/settings';

/** Addresses of an engine's stores, without the proxies that its functions use. */
export function storesOf({ variables, backends }: Engine): StoresSettings {
  const { STAGE, ORDERS_TABLE, PAYMENTS_TABLE, RECOVERY_QUEUE_URL, RECOVERY_DLQ_URL } = variables('order');
  const { postgres, redis, dynamodb, sqs } = backends;
  return {
    STAGE: STAGE ?? '',
    ORDERS_TABLE: ORDERS_TABLE ?? '',
    PAYMENTS_TABLE: PAYMENTS_TABLE ?? '',
    RECOVERY_QUEUE_URL: RECOVERY_QUEUE_URL ?? '',
    RECOVERY_DLQ_URL: RECOVERY_DLQ_URL ?? '',
    DATABASE_URL: postgres,
    REDIS_URL: redis,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_SQS: sqs,
    AWS_REGION: LOCAL_IDENTITY.region,
    AWS_ACCESS_KEY_ID: LOCAL_IDENTITY.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_IDENTITY.accessKeyId,
  };
}
