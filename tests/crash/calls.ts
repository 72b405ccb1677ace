import type { IncomingHttpHeaders } from 'node:http';

export const DEPENDENCIES = ['DynamoDB', 'SQS', 'user', 'restaurant', 'Redis'] as const;
export type Dependency = (typeof DEPENDENCIES)[number];

/** The process that makes a call. */
export interface Caller {
  readonly pid: number;
  /** Key of its function, such as `order/place-order`. */
  readonly function: string;
}

/** One attempt at a call to a dependency, as the proxy before it reads it. */
export interface Call {
  readonly dependency: Dependency;
  /** The operation, such as `DynamoDB UpdateItem order: confirmed`. */
  readonly point: string;
  readonly isWrite: boolean;
  readonly orderId?: number | undefined;
  readonly requestId?: string | undefined;
  /** What a write sends to a store: the same in the attempts of one write, and in no other, as it says who writes, or when. */
  readonly written?: string | undefined;
  /** Undefined for a process other than those watched. */
  readonly caller?: Caller | undefined;
}

type Described = Omit<Call, 'caller'>;

export interface HttpCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export function describeHttp(dependency: Dependency, call: HttpCall): Described {
  const requestId = text(call.headers['x-request-id']);
  if (dependency === 'DynamoDB' || dependency === 'SQS') {
    const described = dependency === 'DynamoDB' ? describeDynamo(call) : describeSqs(call);
    return { dependency, requestId, ...described, ...(described.isWrite && { written: call.body }) };
  }
  return { dependency, requestId, ...describeService(dependency, call) };
}

/** place-order, cancel-order and recover-order call Redis only to set a new generation of the order. */
export function describeRedis(bytes: string): Described {
  const [, command = '', orderId] =
    /^\*\d+\r\n\$\d+\r\n(\w+)\r\n(?:[\s\S]*?order:(\d+)\}:gen)?/.exec(bytes) ?? [];
  return {
    dependency: 'Redis',
    point: `Redis ${command.toUpperCase()}${orderId ? ' generation' : ''}`,
    isWrite: command.toUpperCase() === 'SET',
    orderId: orderId ? Number(orderId) : undefined,
  };
}

const text = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

interface DynamoInput {
  readonly TableName?: string;
  readonly Item?: DynamoItem;
  readonly Key?: DynamoItem;
  readonly ExpressionAttributeValues?: DynamoItem;
  readonly TransactItems?: readonly { readonly Put?: { readonly Item?: DynamoItem } }[];
}
type DynamoItem = Readonly<Record<string, { readonly S?: string; readonly N?: string } | undefined>>;

function describeDynamo({ headers, body }: HttpCall) {
  const operation = text(headers['x-amz-target'])?.split('.')[1] ?? '';
  const input: DynamoInput = JSON.parse(body);
  const item = input.Item ?? input.TransactItems?.[0]?.Put?.Item ?? input.Key ?? {};
  const orderId = Number(item.order_id?.N ?? item.pk?.S?.match(/^order#(\d+)$/)?.[1]);
  return {
    point: `DynamoDB ${operation} ${subjectOf(operation, input, item)}`,
    isWrite: /^(Put|Update|Transact)/.test(operation),
    orderId: Number.isNaN(orderId) ? undefined : orderId,
  };
}

function subjectOf(operation: string, input: DynamoInput, item: DynamoItem): string {
  if (input.TableName?.endsWith('-payments')) {
    return item.entry_id?.S === 'charge' && item.outcome?.S === 'void'
      ? 'closed charge'
      : (item.entry_id?.S ?? '');
  }
  if (operation === 'TransactWriteItems') return 'order and key';
  if (item.pk?.S?.startsWith('idem#')) return 'key';
  if (item.status?.S === 'void') return 'tombstone';
  const values = input.ExpressionAttributeValues;
  if (!values) return 'order';
  return `order: ${values[':outcome'] ? values[':status']?.S : 'settled'}`;
}

interface SqsInput {
  readonly MessageBody?: string;
  readonly MessageAttributes?: { readonly request_id?: { readonly StringValue?: string } };
}

function describeSqs({ headers, body }: HttpCall) {
  const operation = text(headers['x-amz-target'])?.split('.')[1] ?? '';
  const input: SqsInput = JSON.parse(body);
  const orderId = /"order_id":(\d+)/.exec(input.MessageBody ?? '')?.[1];
  const requestId = input.MessageAttributes?.request_id?.StringValue;
  return {
    point: `SQS ${operation}`,
    isWrite: true,
    orderId: orderId ? Number(orderId) : undefined,
    requestId,
  };
}

function describeService(dependency: Dependency, { method, path, body }: HttpCall) {
  const released = /^\/inventory\/reservations\/(\d+)\/release$/.exec(path)?.[1];
  const reserved = path === '/inventory/reservations' ? JSON.parse(body).reservation_id : undefined;
  return {
    point: `${dependency} ${method} ${path.replace(/\d+/g, '{id}')}`,
    isWrite: released !== undefined || reserved !== undefined,
    orderId: released === undefined ? reserved : Number(released),
  };
}
