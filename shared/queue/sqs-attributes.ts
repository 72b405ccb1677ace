import type { SQSRecord } from 'aws-lambda';
import { ATTRIBUTE } from '#shared/telemetry/conventions';

export const SQS = { [ATTRIBUTE.messagingSystem]: 'aws_sqs' };

export const queueOf = (record: SQSRecord | undefined): string =>
  record?.eventSourceARN?.split(':').at(-1) ?? 'queue';
