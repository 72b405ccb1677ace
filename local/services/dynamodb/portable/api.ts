import { messageOf } from '#shared/error-message';
import { actionNamed } from './actions/actions.ts';
import { DynamoFault } from './fault.ts';
import type { Store } from './storage/store.ts';
import { isRecord } from './values/read-value.ts';

export interface Call {
  /** `DynamoDB_20120810.GetItem` */
  readonly target: string;
  readonly body: string;
  readonly region: string;
  /** Address that the client called. */
  readonly host: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

const TARGET_PREFIX = 'DynamoDB_20120810.';
const CLIENT_ERROR = 400;
const SERVER_ERROR = 500;
const NAMESPACES: Readonly<Record<string, string>> = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
};

/**
 * Answers one call of the JSON 1.0 protocol. It resolves when everything that the answer says is on disk: not only the
 * call's own writes, but also the writes of others that it read. Never rejects.
 */
export async function answerCall(store: Store, call: Call): Promise<Answer> {
  try {
    const answer = act(store, call);
    await store.saved();
    return answer;
  } catch (error) {
    return failure(SERVER_ERROR, 'InternalServerError', `The call was not carried out: ${messageOf(error)}`);
  }
}

/** @throws Error when the database cannot be read or written; then the open group of writes is undone */
function act(store: Store, { target, body, region, host }: Call): Answer {
  try {
    const action = target.startsWith(TARGET_PREFIX) && actionNamed(target.slice(TARGET_PREFIX.length));
    if (!action)
      throw new DynamoFault(
        'UnknownOperationException',
        `This DynamoDB has no action ${target.split('.')[1]}`,
      );
    const result = action({ store, region, host, nowMs: Date.now() }, parsed(body));
    return { status: 200, body: JSON.stringify(result) };
  } catch (error) {
    if (error instanceof DynamoFault) return failure(CLIENT_ERROR, error.type, error.message, error.members);
    throw error;
  }
}

function parsed(body: string): Record<string, unknown> {
  try {
    const input: unknown = JSON.parse(body);
    if (isRecord(input)) return input;
  } catch {
    // the same answer as for a body that is not an object
  }
  throw new DynamoFault('SerializationException', 'Start of structure or map found where not expected.');
}

function failure(status: number, type: string, message: string, members = {}): Answer {
  const namespace = NAMESPACES[type] ?? 'com.amazonaws.dynamodb.v20120810';
  return { status, body: JSON.stringify({ __type: `${namespace}#${type}`, message, ...members }) };
}
