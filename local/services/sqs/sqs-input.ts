import { Input } from './sqs-fields.ts';

/** Fields that the emulator reads from each batch entry without checking that they exist. */
const NEEDED_IN_ENTRIES = {
  SendMessageBatch: 'MessageBody',
  DeleteMessageBatch: 'ReceiptHandle',
  ChangeMessageVisibilityBatch: 'ReceiptHandle',
} as const;
const isBatch = (action: string): action is keyof typeof NEEDED_IN_ENTRIES =>
  Object.hasOwn(NEEDED_IN_ENTRIES, action);

/** Invalid input of a call. */
export class SqsInputError extends Error {
  readonly type: string;
  constructor(message: string, type = 'SerializationException') {
    super(message);
    this.type = type;
  }
}

/**
 * @param action `SendMessage`
 * @throws SqsInputError that names the invalid field
 */
export function readSqsInput(action: string, given: unknown): Record<string, unknown> {
  const { success, data, error } = Input.safeParse(withoutNulls(given));
  if (!success) {
    const [issue] = error.issues;
    throw new SqsInputError(`${issue?.path.join('.') || 'The body'}: ${issue?.message}`);
  }
  const needed = isBatch(action) ? NEEDED_IN_ENTRIES[action] : undefined;
  if (needed && data.Entries?.some((entry) => entry[needed] === undefined))
    throw new SqsInputError(`Each entry of ${action} must have ${needed}.`);
  // AWS returns no attribute that was not asked for
  return action === 'GetQueueAttributes' ? { AttributeNames: [], ...data } : data;
}

/** A member that is null counts as absent. */
function withoutNulls(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}

export function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body || '{}');
  } catch {
    throw new SqsInputError('The body must be JSON, by the JSON protocol that X-Amz-Target names.');
  }
}
