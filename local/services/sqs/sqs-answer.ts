import type { IncomingMessage, ServerResponse } from 'node:http';
import { newRequestId } from '#local/http/request-id';
import { send } from '#local/http/send';
import { callOf, inputOf, type SqsCall } from './sqs-call.ts';
import { queryCode } from './sqs-error-codes.ts';
import { SqsInputError } from './sqs-input.ts';
import { queryAnswer, queryError } from './sqs-query-answer.ts';
import type { QueueAnswer, Queues } from './sqs-queues.ts';
import { checkRules } from './sqs-rules.ts';

const JSON_TYPE = 'application/x-amz-json-1.0';
const XML_TYPE = 'text/xml';
const SERVER_ERROR = 500;
const URL_LISTS = ['QueueUrls', 'queueUrls'] as const;

function isMessageList(
  answer: QueueAnswer,
): answer is QueueAnswer & { Messages: { ReceiptHandle: string }[] } {
  return Array.isArray(answer.Messages);
}

/** Answers a call in the protocol in which it was written. */
export async function answer(
  queues: Queues,
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
): Promise<void> {
  const call = callOf(request, bytes);
  try {
    await answerCall(queues, call, request, response);
  } catch (error) {
    if (!(error instanceof SqsInputError)) throw error;
    refuse(response, { status: 400, type: error.type, message: error.message }, call);
  }
}

async function answerCall(
  queues: Queues,
  call: SqsCall,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { action } = call;
  const body = inputOf(call);
  if (!queues.has(action)) {
    checkRules(action, { ...body, QueueUrl: 'any' });
    throw new SqsInputError(`There is no action ${action}.`, 'UnknownOperationException');
  }
  checkRules(action, body);
  let status = 200;
  const setStatus = (code: number): void => {
    status = code;
  };
  const result = await queues.handle(action, body, setStatus);
  await queues.saved();
  if (response.destroyed && isMessageList(result)) {
    // The caller has disconnected, so its messages become visible to other callers at once.
    queues.giveBack(
      body,
      result.Messages.map(({ ReceiptHandle }) => ReceiptHandle),
    );
    return;
  }
  if (status === 200) sendResult(response, call, withHost(result, request.headers['x-forwarded-host']));
  else {
    const type = String(result.__type).replace(/^.*#/, '');
    refuse(response, { status, type, message: String(result.message) }, call);
  }
}

/** The addresses of queues lead to where the caller reached them. */
function withHost(result: QueueAnswer, host: string | string[] | undefined): QueueAnswer {
  if (typeof host !== 'string' || host === '') return result;
  const moved = (url: unknown): string => `http://${host}${new URL(String(url)).pathname}`;
  const { QueueUrl } = result;
  const lists = URL_LISTS.flatMap((name) => {
    const urls = result[name];
    return Array.isArray(urls) ? [[name, urls.map(moved)]] : [];
  });
  return {
    ...result,
    ...(QueueUrl !== undefined && { QueueUrl: moved(QueueUrl) }),
    ...Object.fromEntries(lists),
  };
}

function sendResult(response: ServerResponse, { action, isQuery }: SqsCall, result: QueueAnswer): void {
  const requestId = newRequestId();
  const body = isQuery ? queryAnswer(action, result, requestId) : JSON.stringify(result);
  const type = isQuery ? XML_TYPE : JSON_TYPE;
  send(response, 200, body, { 'content-type': type, 'x-amzn-requestid': requestId });
}

interface SqsFailure {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

export function refuse(
  response: ServerResponse,
  { status, type, message }: SqsFailure,
  { isQuery }: Pick<SqsCall, 'isQuery'>,
): void {
  const requestId = newRequestId();
  const code = queryCode(type);
  const isSender = status < SERVER_ERROR;
  const body = isQuery
    ? queryError({ code, message, isSender }, requestId)
    : JSON.stringify({ __type: `com.amazonaws.sqs#${type}`, message });
  send(response, status, body, {
    'content-type': isQuery ? XML_TYPE : JSON_TYPE,
    'x-amzn-requestid': requestId,
    'x-amzn-query-error': `${code};${isSender ? 'Sender' : 'Receiver'}`,
  });
}
