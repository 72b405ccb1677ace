import { ATTRIBUTE_NAMES, SETTABLE_ATTRIBUTES } from './queue-attributes.ts';
import { SqsInputError } from './sqs-input.ts';

type Given = Readonly<Record<string, unknown>>;

const WITHOUT_QUEUE: ReadonlySet<string> = new Set(['CreateQueue', 'GetQueueUrl', 'ListQueues']);
/** Actions of AWS that this SQS does not have. */
const UNSUPPORTED: ReadonlySet<string> = new Set([
  'AddPermission',
  'CancelMessageMoveTask',
  'ListMessageMoveTasks',
  'RemovePermission',
  'StartMessageMoveTask',
]);
const QUEUE_NAME = /^[\w-]{1,80}$|^[\w-]{1,75}\.fifo$/;
const HANDLE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST_DELAY = 900;

/** Refuses what AWS refuses and the emulator would accept. @throws SqsInputError */
export function checkRules(action: string, input: Given): void {
  if (UNSUPPORTED.has(action))
    throw new SqsInputError(`The engine's SQS has no ${action}.`, 'UnsupportedOperation');
  if (!WITHOUT_QUEUE.has(action) && !input.QueueUrl)
    throw new SqsInputError('The request must contain the parameter QueueUrl.', 'MissingParameter');
  RULES[action]?.(input);
}

const RULES: Readonly<Record<string, (input: Given) => void>> = {
  CreateQueue({ QueueName, Attributes }) {
    if (typeof QueueName === 'string' && !QUEUE_NAME.test(QueueName)) {
      const text = 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length';
      throw new SqsInputError(text, 'InvalidParameterValue');
    }
    refuseUnknown(Object.keys(Attributes ?? {}), SETTABLE_ATTRIBUTES);
  },
  GetQueueAttributes: ({ AttributeNames }) => refuseUnknown(listOf(AttributeNames), ATTRIBUTE_NAMES),
  SendMessage: checkDelay,
  SendMessageBatch: ({ Entries }) => listOf<Given>(Entries).forEach(checkDelay),
  DeleteMessage: checkHandle,
  ChangeMessageVisibility: checkHandle,
};

const listOf = <Item>(value: unknown): readonly Item[] => (Array.isArray(value) ? value : []);

function refuseUnknown(names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new SqsInputError(`Unknown Attribute ${unknown}.`, 'InvalidAttributeName');
}

function checkDelay({ DelaySeconds }: Given): void {
  if (DelaySeconds === undefined) return;
  const delay = Number(DelaySeconds);
  if (Number.isInteger(delay) && delay >= 0 && delay <= MOST_DELAY) return;
  const text = `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= ${MOST_DELAY}.`;
  throw new SqsInputError(text, 'InvalidParameterValue');
}

function checkHandle({ ReceiptHandle }: Given): void {
  if (typeof ReceiptHandle !== 'string' || HANDLE.test(ReceiptHandle)) return;
  throw new SqsInputError(
    `The input receipt handle "${ReceiptHandle}" is not a valid receipt handle.`,
    'ReceiptHandleIsInvalid',
  );
}
