import { Stack } from 'aws-cdk-lib';
import { AttributeType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { BY_USER } from '#functions/order/adapters/order-item';
import { orderApi } from '#functions/order/api';
import { orderConsumers } from '#functions/order/consumers';
import type { OrderEnv, PagesEnv } from '#functions/order/env';
import type { orderRoutes } from '#functions/order/routes';
import type { TokenKey } from '#shared/auth/token-keys';
import type { Variables } from '#shared/env';
import type { StoresOf } from '#shared/http/route';
import { DeploymentId } from './constructs/deployment-id.ts';
import { FaultHits } from './constructs/fault-hits.ts';
import { FaultSwitches } from './constructs/fault-switches.ts';
import { QueueConsumers } from './constructs/queue-consumer.ts';
import { RecoveryQueue } from './constructs/recovery-queue.ts';
import { RestService } from './constructs/rest-service.ts';
import { grant, IN_NETWORK, keyIn, type StoreGrants } from './constructs/store-grants.ts';
import { createTable } from './constructs/table.ts';
import { type ServiceStackProps, stackProps } from './service-stack-props.ts';
import type { StageSettings } from './stage.ts';

type Stores = StoresOf<typeof orderRoutes.routes> | StoresOf<typeof orderConsumers> | TokenKey;

export class OrderStack extends Stack {
  readonly #orders: Table;
  readonly #payments: Table;
  readonly #recovery: RecoveryQueue;
  readonly #faultHits: FaultHits;

  constructor(scope: Construct, id: string, { settings }: ServiceStackProps) {
    super(scope, id, stackProps('Orders and payments'));
    // PostgreSQL outlives LocalStack; the tables of this stack do not.
    if (settings.stage === 'local') new DeploymentId(this, 'Deployment', settings);
    this.#orders = createOrders(this, settings);
    this.#payments = createTable(this, 'Payments', {
      settings,
      name: 'payments',
      partitionKey: { name: 'order_id', type: AttributeType.NUMBER },
      sortKey: { name: 'entry_id', type: AttributeType.STRING },
    });
    this.#recovery = new RecoveryQueue(this, 'Recovery', { settings });
    this.#faultHits = new FaultHits(this, 'FaultHits', { settings, api: orderApi });
    const switches = new FaultSwitches(this, 'Switches', { settings, service: 'order' });
    const environment = this.#environment(settings, switches);
    const pagesEnvironment: Variables<typeof PagesEnv> = { USER_SERVICE_URL: environment.USER_SERVICE_URL };
    const grants = this.#grants(settings);
    const rest = new RestService(this, 'Rest', {
      settings,
      api: orderApi,
      switches,
      environment,
      pagesEnvironment,
      grants,
    });
    const consumers = new QueueConsumers(this, 'Consumers', {
      settings,
      service: 'order',
      consumers: orderConsumers,
      queues: { recovery: this.#recovery.queue },
      environment,
      grants,
    });
    this.#faultHits.allow(new Map([...rest.routes, ...consumers.functions]), orderConsumers);
    for (const target of consumers.functions.values()) switches.allowRead(target);
  }

  #environment(settings: StageSettings, switches: FaultSwitches): Variables<typeof OrderEnv> {
    const { platform } = settings;
    return {
      ...switches.variables,
      ORDERS_TABLE: this.#orders.tableName,
      PAYMENTS_TABLE: this.#payments.tableName,
      FAULT_HITS_TABLE: this.#faultHits.tableName,
      RECOVERY_QUEUE_URL: this.#recovery.queue.queueUrl,
      RECOVERY_DLQ_URL: this.#recovery.deadLetters.queueUrl,
      REDIS_URL: platform.redisUrl(this),
      USER_SERVICE_URL: platform.serviceUrl(this, 'user'),
      RESTAURANT_SERVICE_URL: platform.serviceUrl(this, 'restaurant'),
      ALLOW_ANONYMOUS: String(settings.allowAnonymous),
    };
  }

  #grants({ platform }: StageSettings): StoreGrants<Stores> {
    const orders = this.#orders.tableArn;
    const payments = this.#payments.tableArn;
    const { queue, deadLetters } = this.#recovery;
    return {
      'orders.get': grant('dynamodb:GetItem', orders),
      'orders.batchGet': grant('dynamodb:BatchGetItem', orders),
      'orders.put': grant('dynamodb:PutItem', orders),
      'orders.update': grant('dynamodb:UpdateItem', orders),
      'orders.query': grant('dynamodb:Query', `${orders}/index/${BY_USER}`),
      'payments.get': grant('dynamodb:GetItem', payments),
      // The ledger is append-only.
      'payments.put': grant('dynamodb:PutItem', payments),
      'recovery.send': grant('sqs:SendMessage', queue.queueArn),
      'recovery.look': grant('sqs:GetQueueAttributes', queue.queueArn),
      'deadLetters.send': grant('sqs:SendMessage', deadLetters.queueArn),
      redis: IN_NETWORK,
      userTokens: keyIn({ JWT_SECRET: platform.jwtSecret(this) }),
      serviceTokens: keyIn({ SERVICE_TOKEN_SECRET: platform.serviceTokenSecret(this) }),
    };
  }
}

function createOrders(scope: Construct, settings: StageSettings): Table {
  const orders = createTable(scope, 'Orders', {
    settings,
    name: 'orders',
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    timeToLiveAttribute: 'expires_at',
  });
  orders.addGlobalSecondaryIndex({
    indexName: BY_USER,
    partitionKey: { name: 'user_id', type: AttributeType.NUMBER },
    sortKey: { name: 'order_id', type: AttributeType.NUMBER },
  });
  return orders;
}
