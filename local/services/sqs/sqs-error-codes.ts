const PREFIXED = 'AWS.SimpleQueueService.';

/** Codes of the query protocol for errors whose type in the JSON protocol has another name. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  QueueDoesNotExist: `${PREFIXED}NonExistentQueue`,
  QueueNameExists: 'QueueAlreadyExists',
  UnknownOperationException: 'InvalidAction',
  SerializationException: 'MalformedInput',
};
/** Types with the same name in both, which the query protocol prefixes. */
const PREFIXED_TYPES: ReadonlySet<string> = new Set([
  'BatchEntryIdsNotDistinct',
  'BatchRequestTooLong',
  'EmptyBatchRequest',
  'InvalidBatchEntryId',
  'MessageNotInflight',
  'PurgeQueueInProgress',
  'QueueDeletedRecently',
  'TooManyEntriesInBatchRequest',
  'UnsupportedOperation',
]);

/** Returns the code by which older clients, and newer ones with the header x-amzn-query-error, know an error. */
export const queryCode = (type: string): string =>
  QUERY_CODES[type] ?? (PREFIXED_TYPES.has(type) ? PREFIXED + type : type);
