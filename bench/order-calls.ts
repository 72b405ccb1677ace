import { marshall } from '@aws-sdk/util-dynamodb';
import pg from 'pg';
import { toItem } from '#functions/order/adapters/order-item';
import type { Order } from '#functions/order/domain/order';
import { awsJsonClient, awsJsonHeaders } from '#local/http/aws-json';
import { createApi } from '#tests/support/api/client';
import type { HttpRequest, HttpWork, PostgresWork, RedisWork, SequenceWork } from './load-plan.ts';
import type { System } from './system.ts';

/** The stores that an order calls, by their names as backends. */
export const ORDER_STORES = ['dynamodb', 'sqs', 'postgres', 'redis'] as const;

/** Orders that are written over and over. */
const ITEMS = 5_000;
const MENU = 3;
const PLENTY = 1_000_000;
/** A user that there is not. */
const USER = Number.MAX_SAFE_INTEGER;
const LONGEST_DELAY_SECONDS = 900;

const orderOf = (id: number): Order => ({
  id,
  userId: USER,
  lines: [{ menuId: MENU, quantity: 1, price: 20_000, name: '페퍼로니 피자' }],
  totalPrice: 20_000,
  address: '서울시 강남구 123-45',
  phone: '010-1234-5678',
  status: 'pending',
  paymentStatus: 'pending',
  compensationDue: false,
  createdAtMs: 0,
  updatedAtMs: 0,
  deadlineMs: 0,
  attempts: { placed: 'bench' },
});

/**
 * What an order does at its stores, without anything else of an order: reads the quote, sends the recovery message, puts
 * the order, reserves, charges, decides, and bumps two generations of the caches.
 */
export async function orderCalls(system: System): Promise<SequenceWork> {
  const redis = (command: string, answer: RedisWork['answer']): RedisWork => ({
    kind: 'redis',
    url: system.backends.redis,
    command,
    answer,
  });
  const { ORDERS_TABLE, PAYMENTS_TABLE } = system.functions['order/place-order']?.environment ?? {};
  return {
    kind: 'sequence',
    steps: [
      redis('MGET bench:val bench:gen', '*'),
      await sqsSend(system),
      dynamodb(system, 'PutItem', (id) => ({
        TableName: ORDERS_TABLE,
        Item: marshall(toItem(orderOf(id)), { removeUndefinedValues: true }),
      })),
      await reserve(system),
      dynamodb(system, 'PutItem', (id) => ({
        TableName: PAYMENTS_TABLE,
        Item: marshall({ order_id: id, entry_id: 'bench', outcome: 'charged', amount: 20_000 }),
      })),
      dynamodb(system, 'UpdateItem', (id) => ({
        TableName: ORDERS_TABLE,
        Key: marshall({ pk: toItem(orderOf(id)).pk }),
        UpdateExpression: 'SET #status = :status, decided_at = :now, decided_by = :attempt',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: marshall({ ':status': 'confirmed', ':now': id, ':attempt': 'bench' }),
        ReturnValues: 'ALL_NEW',
      })),
      redis('SET bench:gen 12345678 EX 600', '+'),
      redis('SET bench:gen 12345679 EX 600', '+'),
    ],
  };
}

function dynamodb(
  { backends }: System,
  action: string,
  input: (id: number) => Readonly<Record<string, unknown>>,
): HttpWork {
  const requests = Array.from({ length: ITEMS }, (_, at) => awsRequest('dynamodb', action, input(at + 1)));
  return { kind: 'http', url: backends.dynamodb, requests, expect: { status: 200 } };
}

/** Sends a message to a queue of its own, which nothing reads. */
async function sqsSend({ backends }: System): Promise<HttpWork> {
  const { QueueUrl } = await awsJsonClient('sqs', backends.sqs)('CreateQueue', { QueueName: 'bench' });
  const MessageBody = JSON.stringify({ order_id: USER, since: Date.now() });
  const request = awsRequest('sqs', 'SendMessage', {
    QueueUrl,
    MessageBody,
    DelaySeconds: LONGEST_DELAY_SECONDS,
  });
  return { kind: 'http', url: backends.sqs, requests: [request], expect: { status: 200 } };
}

/** Reserves one portion of one menu under an id of its own, by the function that reserve-inventory calls. */
async function reserve({ urls, functions }: System): Promise<PostgresWork> {
  await createApi(urls).menu(MENU); // the first call brings up the schema
  const url = functions['restaurant/reserve-inventory']?.environment.DATABASE_URL ?? '';
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CREATE SEQUENCE IF NOT EXISTS bench_reservations');
    await client.query('UPDATE menus SET inventory = $1 WHERE id = $2', [PLENTY, MENU]);
  } finally {
    await client.end();
  }
  const statement = `SELECT outcome, lines FROM reserve_inventory(nextval('bench_reservations'), ARRAY[${MENU}]::bigint[], ARRAY[1]::bigint[])`;
  return { kind: 'postgres', url, statements: [statement], prepared: true };
}

const awsRequest = (
  service: 'dynamodb' | 'sqs',
  action: string,
  json: Readonly<Record<string, unknown>>,
): HttpRequest => ({ method: 'POST', path: '/', headers: awsJsonHeaders(service, action), json });
