import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { createDynamoOrders } from '#functions/order/adapters/dynamo-orders';
import { createDynamoPayments } from '#functions/order/adapters/dynamo-payments';
import { createSqsRecovery } from '#functions/order/adapters/sqs-recovery';
import { placeOrder } from '#functions/order/domain/place-order';
import { TIMING } from '#functions/order/domain/timing';
import { createDynamoUsers } from '#functions/user/adapters/dynamo-users';
import { awsJsonClient, awsJsonHeaders } from '#local/http/aws-json';
import { createAwsClient } from '#shared/aws/client';
import type { AwsPlace } from '#shared/aws/place';
import { createDynamo } from '#shared/db/dynamo';
import { withoutFaults } from '#shared/faults/modes/calls';
import { asText } from '#shared/queue/send-message';
import { withRequestContext } from '#shared/telemetry/request-context';
import { createApi } from '#tests/support/api/client';
import type { HttpWork, PostgresWork, RedisWork, SequenceWork } from './load-plan.ts';
import { type SentCall, sentCalls } from './sent-calls.ts';
import type { System } from './system.ts';

/** The stores that an order calls, by their names as backends. */
export const ORDER_STORES = ['dynamodb', 'sqs', 'postgres', 'redis'] as const;

const LINE = { menuId: 3, quantity: 1 };
const QUOTE = { price: 20_000, name: '페퍼로니 피자' };
const PLENTY = 1_000_000;
/** Stands for the id of an order, which is another one in each sequence of calls. */
const ORDER_ID = 111_111_111_111_111;

/**
 * What an order does at its stores, without anything else of an order: reads its user and the quote, sends the recovery
 * message, puts the order, reserves, charges, decides, and bumps two generations of the caches. The calls of DynamoDB and
 * SQS are those that placeOrder sends through its own adapters.
 */
export async function orderCalls(system: System): Promise<SequenceWork> {
  const { id: userId } = await createApi(system.urls).newUser();
  const queueUrl = await createQueue(system);
  const sent = await sentCalls((place) => placeOneOrder(system, place, queueUrl, userId));
  const [user, message, order, charge, decision] = expectCalls(sent, [
    'GetItem',
    'SendMessage',
    'PutItem',
    'PutItem',
    'UpdateItem',
  ]);
  const redis = (command: string, answer: RedisWork['answer']): RedisWork => ({
    kind: 'redis',
    url: system.backends.redis,
    command,
    answer,
  });
  return {
    kind: 'sequence',
    steps: [
      awsWork(system, 'dynamodb', user),
      redis('MGET bench:val bench:gen', '*'),
      awsWork(system, 'sqs', withTrace(message)),
      awsWork(system, 'dynamodb', order),
      await reserve(system),
      awsWork(system, 'dynamodb', charge),
      awsWork(system, 'dynamodb', decision),
      redis('SET bench:gen 12345678 EX 600', '+'),
      redis('SET bench:gen 12345679 EX 600', '+'),
    ],
  };
}

/** Places an order whose stores are at `place`, and whose restaurant and caches answer without being asked. */
function placeOneOrder(
  { functions }: System,
  place: AwsPlace,
  queueUrl: string,
  userId: number,
): Promise<unknown> {
  const attemptMs = TIMING.storeCallMs;
  const environmentOf = (name: string) => functions[name]?.environment ?? {};
  const { ORDERS_TABLE = '', PAYMENTS_TABLE = '' } = environmentOf('order/place-order');
  const { USERS_TABLE = '' } = environmentOf('user/validate-token');
  const dynamo = createDynamo({ attemptMs, place });
  const users = createDynamoUsers(dynamo, USERS_TABLE);
  const deps = {
    users: { validate: () => users.find(userId).then(() => ({ userId })) },
    menus: { quote: async () => new Map([[LINE.menuId, QUOTE]]) },
    orders: createDynamoOrders(dynamo, ORDERS_TABLE),
    payments: createDynamoPayments(dynamo, PAYMENTS_TABLE, withoutFaults),
    recovery: createSqsRecovery(createAwsClient({ service: 'sqs', attemptMs, place }), queueUrl),
    inventory: {
      reserve: async () => ({ outcome: 'reserved', lines: [{ ...LINE, ...QUOTE }] }) as const,
      release: async () => undefined,
    },
    cache: { bump: async () => undefined },
    // Nothing reads the queue, so its messages may wait longer than the bench takes.
    limits: { ...TIMING, recoveryDelayMs: TIMING.longestQueueDelayMs },
    now: Date.now,
    newOrderId: () => ORDER_ID,
    newAttemptId: randomUUID,
  };
  const command = {
    token: '',
    lines: [LINE],
    address: '서울시 강남구 123-45',
    phone: '010-1234-5678',
    remainingMs: () => TIMING.placeOrderMs,
  };
  return withRequestContext({ requestId: randomUUID() }, () => placeOrder(deps, command));
}

type Five<T> = readonly [T, T, T, T, T];

/** @throws Error where an order calls its stores otherwise than the sequence has it */
function expectCalls(sent: readonly SentCall[], operations: Five<string>): Five<SentCall> {
  const names = sent.map(({ operation }) => operation).join();
  if (names !== operations.join()) throw new Error(`An order sends ${names}, not ${operations.join()}`);
  return sent as unknown as Five<SentCall>;
}

/** Adds the sender's trace, which there is in a function only. */
function withTrace({ operation, input }: SentCall): SentCall {
  const traceparent = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
  const attributes = { ...(input.MessageAttributes as object), ...asText({ traceparent }) };
  return { operation, input: { ...input, MessageAttributes: attributes } };
}

const awsWork = (
  { backends }: System,
  service: 'dynamodb' | 'sqs',
  { operation, input }: SentCall,
): HttpWork => ({
  kind: 'http',
  url: backends[service],
  requests: [{ method: 'POST', path: '/', headers: awsJsonHeaders(service, operation), json: input }],
  numbered: String(ORDER_ID),
  expect: { status: 200 },
});

/** Creates a queue of its own, which nothing reads. @returns its address */
async function createQueue({ backends }: System): Promise<string> {
  const { QueueUrl } = await awsJsonClient('sqs', backends.sqs)('CreateQueue', { QueueName: 'bench' });
  return String(QueueUrl);
}

/** Reserves one portion of one menu under an id of its own, by the function that reserve-inventory calls. */
async function reserve({ urls, functions }: System): Promise<PostgresWork> {
  const { menuId, quantity } = LINE;
  await createApi(urls).menu(menuId); // the first call brings up the schema
  const url = functions['restaurant/reserve-inventory']?.environment.DATABASE_URL ?? '';
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CREATE SEQUENCE IF NOT EXISTS bench_reservations');
    await client.query('UPDATE menus SET inventory = $1 WHERE id = $2', [PLENTY, menuId]);
  } finally {
    await client.end();
  }
  const statement = `SELECT outcome, lines FROM reserve_inventory(nextval('bench_reservations'), ARRAY[${menuId}]::bigint[], ARRAY[${quantity}]::bigint[])`;
  return { kind: 'postgres', url, statements: [statement], prepared: true };
}
