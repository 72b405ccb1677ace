import { element, textElement } from '#local/http/xml';
import type { QueueAnswer } from './sqs-queues.ts';

const NAMESPACE = 'http://queue.amazonaws.com/doc/2012-11-05/';
/** Elements of the query protocol for the lists of the JSON protocol. */
const ITEM_NAMES: Readonly<Record<string, string>> = {
  Failed: 'BatchResultErrorEntry',
  Messages: 'Message',
  QueueUrls: 'QueueUrl',
  queueUrls: 'QueueUrl',
};
const MAP_NAMES: Readonly<Record<string, readonly [item: string, key: string]>> = {
  Attributes: ['Attribute', 'Name'],
  MessageAttributes: ['MessageAttribute', 'Name'],
  Tags: ['Tag', 'Key'],
};

/** Writes an answer in the XML of the query protocol. */
export function queryAnswer(action: string, result: QueueAnswer, requestId: string): string {
  const members = membersOf(action, result);
  const content = members === '' ? '' : element(`${action}Result`, members);
  const metadata = element('ResponseMetadata', textElement('RequestId', requestId));
  return `<?xml version="1.0"?><${action}Response xmlns="${NAMESPACE}">${content}${metadata}</${action}Response>`;
}

export interface QueryError {
  readonly code: string;
  readonly message: string;
  readonly isSender: boolean;
}

export function queryError({ code, message, isSender }: QueryError, requestId: string): string {
  const error = element(
    'Error',
    textElement('Type', isSender ? 'Sender' : 'Receiver') +
      textElement('Code', code) +
      textElement('Message', message) +
      element('Detail', ''),
  );
  return `<?xml version="1.0"?><ErrorResponse xmlns="${NAMESPACE}">${error}${textElement('RequestId', requestId)}</ErrorResponse>`;
}

function membersOf(action: string, value: object): string {
  return Object.entries(value)
    .map(([name, member]) => memberOf(action, name, member))
    .join('');
}

function memberOf(action: string, name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) {
    const item = name === 'Successful' ? `${action}ResultEntry` : (ITEM_NAMES[name] ?? name);
    return value.map((each) => itemOf(action, item, each)).join('');
  }
  const map = MAP_NAMES[name];
  if (map && typeof value === 'object') {
    const [item, key] = map;
    return Object.entries(value)
      .map(([each, content]) => element(item, textElement(key, each) + itemOf(action, 'Value', content)))
      .join('');
  }
  return itemOf(action, name, value);
}

const itemOf = (action: string, name: string, value: unknown): string =>
  typeof value === 'object' && value !== null
    ? element(name, membersOf(action, value))
    : textElement(name, value);
