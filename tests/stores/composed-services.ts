import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import { BY_USER } from '#functions/order/adapters/order-item';
import { LOCAL_IDENTITY } from '#local/http/aws-json';
import { createDynamoDb } from '#local/services/dynamodb/dynamodb';
import { provisionTables } from '#local/services/dynamodb/provision-tables';
import { createRedisService } from '#local/services/redis/redis';
import { provisionQueues } from '#local/services/sqs/provision-queues';
import { createSqs } from '#local/services/sqs/sqs';
import type { Shell } from '#shared/http/shell';
import type { ServiceName } from '#shared/services';
import { withVariables } from '#stacks/points';
import { testBench } from '#tests/support/engine/service-bench';
import { startDatabaseServer } from '#tests/support/stores/databases';

export interface Composed {
  readonly shell: Shell;
  readonly deps: object;
}

/** What the functions of every service compose, in this process, on stores of the test. */
export interface ComposedServices extends AsyncDisposable {
  readonly services: Readonly<Record<ServiceName, Composed>>;
  /** Calls a port by the name of its point. */
  call(point: string, args: readonly unknown[]): Promise<unknown>;
}

/** To be called once in a file: composition roots are modules. */
export async function composeServices(): Promise<ComposedServices> {
  const [bench, server, others] = await Promise.all([testBench(), startDatabaseServer(), startOthers()]);
  const [dynamodb, sqs, redis, databaseUrl] = await Promise.all([
    bench.run(createDynamoDb),
    bench.run(createSqs),
    bench.run((context) => createRedisService(context, 'builtin')),
    server.create(),
  ]);
  const tables = [
    table('users', { pk: 'S' }),
    table('orders', { pk: 'S' }, BY_USER),
    table('payments', { order_id: 'N', entry_id: 'S' }),
    table('fault-hits', { pk: 'S' }),
  ];
  await provisionTables(tables, dynamodb.url, LOCAL_IDENTITY);
  const { Queue } = await provisionQueues(
    [{ logicalId: 'Queue', properties: { QueueName: `recovery-${randomUUID()}` } }],
    sqs.url,
    LOCAL_IDENTITY,
  );
  const variables = {
    CHAOS_ENABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    AWS_REGION: LOCAL_IDENTITY.region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
    AWS_ENDPOINT_URL_SQS: sqs.url,
    RECOVERY_QUEUE_URL: Queue?.url,
    REDIS_URL: redis.url,
    DATABASE_URL: databaseUrl,
    USER_SERVICE_URL: others.url,
    RESTAURANT_SERVICE_URL: others.url,
    JWT_SECRET: 'a secret of the tests',
    SERVICE_TOKEN_SECRET: 'another secret of the tests',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const services = {
    user: await withVariables('user', () => import('#functions/user/deps')),
    restaurant: await withVariables('restaurant', () => import('#functions/restaurant/deps')),
    order: await withVariables('order', () => import('#functions/order/deps')),
  };
  return {
    services,
    call: (point, args) => callPort(services, point, args),
    async [Symbol.asyncDispose]() {
      services.order.redis.close();
      services.restaurant.redis.close();
      vi.unstubAllEnvs();
      others.close();
      await Promise.all([bench[Symbol.asyncDispose](), server[Symbol.asyncDispose]()]);
    },
  };
}

type Port = Readonly<Record<string, (...args: readonly unknown[]) => Promise<unknown>>>;

function callPort(
  services: Readonly<Record<ServiceName, Composed>>,
  point: string,
  args: readonly unknown[],
): Promise<unknown> {
  const [service, port = '', method = ''] = point.split('.');
  const { shell, deps } = services[service as ServiceName];
  // Their right to call is checked by the shell alone.
  const ofShell = {
    userTokens: { verify: shell.verifyUser },
    serviceTokens: { verify: shell.verifyService },
  };
  const call = ({ ...ofShell, ...deps } as Readonly<Record<string, Port>>)[port]?.[method];
  if (!call) throw new Error(`${point} is no port of ${service}`);
  return call(...args);
}

function table(name: string, keys: Readonly<Record<string, 'S' | 'N'>>, index?: string) {
  const attributes = { ...keys, ...(index && { user_id: 'N', order_id: 'N' }) };
  const schema = (names: readonly string[]) =>
    names.map((AttributeName, at) => ({ AttributeName, KeyType: at === 0 ? 'HASH' : 'RANGE' }));
  const properties = {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: schema(Object.keys(keys)),
    AttributeDefinitions: Object.entries(attributes).map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    ...(index && {
      GlobalSecondaryIndexes: [
        {
          IndexName: index,
          KeySchema: schema(['user_id', 'order_id']),
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  };
  return { logicalId: name, properties };
}

/** Answers like the user and the restaurant service. */
async function startOthers() {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answerTo(request.url ?? '', text === '' ? {} : JSON.parse(text))));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close().closeAllConnections(),
  };
}

interface ReserveBody {
  readonly reservation_id?: number;
  readonly items?: readonly { readonly menu_id: number; readonly quantity: number }[];
}

function answerTo(url: string, { reservation_id, items = [] }: ReserveBody): unknown {
  if (url === '/validate') return { valid: true, user_id: 7, username: 'hong' };
  if (url.startsWith('/menus/')) {
    const id = Number(url.split('/').at(-1));
    const rest = { description: null, image_url: null, inventory: 1, restaurant_id: 1, is_available: true };
    return { ...rest, id, name: 'menu', price: 1_000, created_at: new Date().toISOString() };
  }
  return {
    reservation_id: reservation_id ?? 0,
    items: items.map((item) => ({ ...item, price: 1_000, name: 'menu' })),
  };
}
