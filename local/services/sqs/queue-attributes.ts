import type { Resource } from '../resource.ts';

/** CloudFormation properties that are attributes of the same name in the API. */
const ATTRIBUTES = [
  'ContentBasedDeduplication',
  'DelaySeconds',
  'FifoQueue',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'VisibilityTimeout',
] as const;
/** Attributes that cannot change after a queue is created. */
const UNCHANGEABLE: readonly string[] = ['FifoQueue'];

export function attributesOf(properties: Resource['properties']): Record<string, string> {
  const entries = ATTRIBUTES.flatMap((name): [string, string][] => {
    const value = properties[name];
    if (value === undefined) return [];
    return [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
  });
  return Object.fromEntries(entries);
}

export const changeable = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => !UNCHANGEABLE.includes(name)));

/** Attributes that callers may set. */
export const SETTABLE_ATTRIBUTES: readonly string[] = [
  ...ATTRIBUTES,
  'DeduplicationScope',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'Policy',
  'SqsManagedSseEnabled',
];
/** Attributes that callers may read, and the word for all of them. */
export const ATTRIBUTE_NAMES: readonly string[] = [
  ...SETTABLE_ATTRIBUTES,
  'All',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'QueueArn',
];
