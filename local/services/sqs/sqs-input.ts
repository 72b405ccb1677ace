import { Input } from './sqs-fields.ts';

/** Fields that the emulator reads from each batch entry without checking that they exist. */
const NEEDED_IN_ENTRIES = {
  SendMessageBatch: 'MessageBody',
  DeleteMessageBatch: 'ReceiptHandle',
  ChangeMessageVisibilityBatch: 'ReceiptHandle',
} as const;
const isBatch = (action: string): action is keyof typeof NEEDED_IN_ENTRIES =>
  Object.hasOwn(NEEDED_IN_ENTRIES, action);

/** An invalid body of SQS' JSON protocol. */
export class SqsInputError extends Error {}

/**
 * @param target `AmazonSQS.SendMessage`
 * @throws SqsInputError that names the invalid field
 */
export function readSqsInput(target: string, body: string): object {
  const { success, data, error } = Input.safeParse(parsed(body));
  if (!success) {
    const [issue] = error.issues;
    throw new SqsInputError(`${issue?.path.join('.') || 'The body'}: ${issue?.message}`);
  }
  const action = target.slice(target.indexOf('.') + 1);
  const needed = isBatch(action) ? NEEDED_IN_ENTRIES[action] : undefined;
  if (needed && data.Entries?.some((entry) => entry[needed] === undefined))
    throw new SqsInputError(`Each entry of ${action} must have ${needed}.`);
  return data;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body || '{}');
  } catch {
    throw new SqsInputError('The body must be JSON: this SQS speaks the JSON protocol of the AWS SDKs only.');
  }
}
