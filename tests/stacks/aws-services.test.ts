import { beforeAll, describe, expect, test } from 'vitest';
import { kebabCase } from '#shared/http/route';
import { DEPLOYED_SERVICES } from '#stacks/services';
import { type Resource, resourcesOf, SYNTHESIS_MS, synthesise, type Template } from './synthesis.ts';

const TOPIC = 'arn:aws:sns:eu-north-1:123456789012:alarms';
const KEY = 'resolve:secretsmanager';

let templates: Record<string, Template>;
let drilled: Record<string, Template>;
beforeAll(() => {
  templates = synthesise('aws');
  drilled = synthesise('aws', { chaos: 'true', alarmTopic: TOPIC, secretsEdition: '2' });
}, SYNTHESIS_MS);

const all = (type: string, from = templates): Resource[] =>
  Object.values(from).flatMap((template) => resourcesOf(template, type));
const nameOf = ({ Properties }: Resource): string => String(Properties.FunctionName);
const variablesOf = ({ Properties }: Resource): Record<string, unknown> =>
  (Properties.Environment as { Variables: Record<string, unknown> }).Variables;
const valueIn = (service: string, variable: string, from = templates): string =>
  JSON.stringify(
    all('AWS::Lambda::Function', from)
      .filter((fn) => nameOf(fn).startsWith(`food-delivery-aws-${service}-`))
      .map(variablesOf)
      .find((variables) => variables[variable] !== undefined)?.[variable],
  );

test('no resource is made by code that runs at deployment', () => {
  const types = Object.values(templates).flatMap(({ Resources }) =>
    Object.values(Resources).map(({ Type }) => Type),
  );

  expect(types.filter((type) => /^Custom::|CustomResource/.test(type))).toEqual([]);
});

describe('functions', () => {
  test('run on arm64, in a trace, with the tracer beside them, and with logs that end', () => {
    for (const fn of all('AWS::Lambda::Function')) {
      expect(fn.Properties).toMatchObject({
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        Layers: [expect.anything()],
        LoggingConfig: { LogGroup: expect.anything() },
      });
      expect(variablesOf(fn)).toMatchObject({ X_RAY_MODULE: '/opt/nodejs/x-ray.mjs' });
    }
    const groups = all('AWS::Logs::LogGroup').map(({ Properties }) => Properties);
    expect(groups.filter(({ RetentionInDays }) => RetentionInDays !== 30)).toEqual([]);
    for (const template of Object.values(templates)) {
      const functions = resourcesOf(template, 'AWS::Lambda::Function');
      const own = functions.map(({ Properties }) => JSON.stringify(Properties.LoggingConfig));
      expect(new Set(own).size).toBe(functions.length);
    }
  });

  test('no concurrency is reserved: a new account has little to give away', () => {
    for (const { Properties } of all('AWS::Lambda::Function')) {
      expect(Properties).not.toHaveProperty('ReservedConcurrentExecutions');
    }
  });

  test('only those that talk to PostgreSQL or Redis are in the network', () => {
    const outside = all('AWS::Lambda::Function')
      .filter(({ Properties }) => Properties.VpcConfig === undefined)
      .map(nameOf);

    const inside = all('AWS::Lambda::Function')
      .map(nameOf)
      .filter((name) => !outside.includes(name));

    expect(inside.map((name) => name.replace('food-delivery-aws-', '')).sort()).toEqual(inNetwork());
  });

  test('may do on everything what cannot name a resource, and nothing else', () => {
    const statements = all('AWS::IAM::Policy')
      .flatMap(
        ({ Properties }) => (Properties.PolicyDocument as { Statement: readonly Statement[] }).Statement,
      )
      .filter(({ Resource }) => [Resource].flat().includes('*'));

    expect([...new Set(statements.flatMap(({ Action }) => Action))].sort()).toEqual([
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });
});

/** Lists functions whose column names PostgreSQL or Redis; PostgreSQL holds the hits of the restaurant's faults. */
function inNetwork(): string[] {
  const isInside = (store: string): boolean => store === 'postgres' || store === 'redis';
  const inside = DEPLOYED_SERVICES.flatMap(({ api, consumers, tasks }) => [
    ...Object.entries({ ...api.routes, ...consumers })
      .filter(
        ([, { stores = [], ...rest }]) =>
          stores.some(isInside) ||
          (api.service === 'restaurant' && 'path' in rest && rest.path.startsWith('/chaos')),
      )
      .map(([name]) => `${api.service}-${kebabCase(name)}`),
    ...tasks.map((name) => `${api.service}-${kebabCase(name)}`),
  ]);
  return inside.sort();
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

describe('the settings of functions', () => {
  test.each([
    ['user', 'JWT_SECRET', 'SecretsJwt'],
    ['order', 'JWT_SECRET', 'SecretsJwt'],
    ['order', 'SERVICE_TOKEN_SECRET', 'SecretsServiceToken'],
    ['restaurant', 'SERVICE_TOKEN_SECRET', 'SecretsServiceToken'],
    ['restaurant', 'DATABASE_URL', 'DatabaseClusterSecret'],
  ])('%s: %s is a reference to a secret', (service, variable, secret) => {
    expect(valueIn(service, variable)).toContain(KEY);
    expect(valueIn(service, variable)).toContain(secret);
  });

  test('a new edition of the secrets changes every function that is given one', () => {
    for (const fn of all('AWS::Lambda::Function', drilled)) {
      if (JSON.stringify(fn).includes(KEY)) expect(variablesOf(fn)).toHaveProperty('SECRETS_EDITION', '2');
    }
    expect(JSON.stringify(templates)).not.toContain('SECRETS_EDITION');
  });

  test('the database and the cache are reached over TLS', () => {
    expect(valueIn('restaurant', 'DATABASE_URL')).toMatch(/DatabaseProxy.*sslmode=verify-full/);
    expect(valueIn('restaurant', 'REDIS_URL')).toContain('rediss://');
    expect(valueIn('order', 'REDIS_URL')).toContain('rediss://');
  });

  test('the order service knows where the others are', () => {
    expect(valueIn('order', 'USER_SERVICE_URL')).toMatch(/https:.*FoodDeliveryUser.*execute-api/);
    expect(valueIn('order', 'RESTAURANT_SERVICE_URL')).toMatch(/https:.*FoodDeliveryRestaurant.*execute-api/);
  });

  test('a deployment needs no parameter; the receiver of telemetry is optional', () => {
    for (const { Parameters } of Object.values(templates)) {
      expect(Parameters).toEqual({ OtlpEndpoint: expect.objectContaining({ Default: '' }) });
    }
    expect(valueIn('user', 'OTEL_EXPORTER_OTLP_ENDPOINT')).toBe('{"Ref":"OtlpEndpoint"}');
  });

  test('switches are off; where they are asked for, each function gets the key that opens them', () => {
    expect(valueIn('order', 'CHAOS_ENABLED')).toBe('"false"');
    expect(JSON.stringify(templates)).not.toContain('CHAOS_KEY');
    expect(JSON.stringify(templates)).not.toContain('ssm:PutParameter');
    expect(JSON.stringify(drilled)).toContain('ssm:PutParameter');
    for (const service of ['user', 'restaurant', 'order']) {
      expect(valueIn(service, 'CHAOS_ENABLED', drilled)).toBe('"true"');
      expect(valueIn(service, 'CHAOS_KEY', drilled)).toContain('SecretsChaosKey');
    }
  });
});

test('tables outlive their stack and can be brought back to any moment; old idempotency records go by themselves', () => {
  const tables = all('AWS::DynamoDB::Table').map(({ Properties }) => Properties);

  for (const table of all('AWS::DynamoDB::Table')) expect(table).toMatchObject({ DeletionPolicy: 'Retain' });
  expect(tables).toHaveLength(5);
  for (const table of tables) {
    expect(table).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  }
  expect(tables).toContainEqual(
    expect.objectContaining({ TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true } }),
  );
});

test('queues are encrypted and refuse plain HTTP, and recoveries cannot take all connections', () => {
  for (const { Properties } of all('AWS::SQS::Queue')) {
    expect(Properties).toMatchObject({ SqsManagedSseEnabled: true });
  }
  expect(all('AWS::SQS::QueuePolicy')).toHaveLength(2);
  expect(JSON.stringify(all('AWS::SQS::QueuePolicy'))).toContain('"aws:SecureTransport":"false"');
  expect(all('AWS::Lambda::EventSourceMapping')).toMatchObject([
    { Properties: { ScalingConfig: { MaximumConcurrency: 50 } } },
  ]);
});

test('APIs are throttled, logged and traced, and a log line holds no header and no query', () => {
  const stages = all('AWS::ApiGateway::Stage').map(({ Properties }) => Properties);

  expect(stages).toHaveLength(3);
  for (const stage of stages) {
    expect(stage).toMatchObject({
      StageName: 'aws',
      TracingEnabled: true,
      MethodSettings: [{ ThrottlingRateLimit: 3_000, ThrottlingBurstLimit: 1_500, DataTraceEnabled: false }],
    });
    const { Format } = stage.AccessLogSetting as { Format: string };
    expect(JSON.parse(Format)).toMatchObject({ status: '$context.status', ms: '$context.responseLatency' });
    expect(Format).not.toMatch(/header|query|authorizer/i);
  }
});

describe('alarms', () => {
  const alarms = (from = templates) =>
    all('AWS::CloudWatch::Alarm', from).map(({ Properties }) => Properties);
  const on = (metric: string) => alarms().filter(({ MetricName }) => MetricName === metric);

  test('one per function that crashes', () => {
    expect(on('Errors')).toHaveLength(all('AWS::Lambda::Function').length);
  });

  test('per service: slow answers and server errors, for three minutes', () => {
    expect(on('Latency')).toHaveLength(3);
    for (const alarm of on('Latency')) {
      expect(alarm).toMatchObject({ ExtendedStatistic: 'p95', Threshold: 2_000, EvaluationPeriods: 3 });
    }
    expect(on('5XXError')).toHaveLength(3);
  });

  test('a dead letter, of the dead-letter queue and not of the queue', () => {
    expect(on('ApproximateNumberOfMessagesVisible')).toMatchObject([
      {
        Threshold: 0,
        Dimensions: [{ Value: { 'Fn::GetAtt': [expect.stringMatching(/DeadLetters/), 'QueueName'] } }],
      },
    ]);
  });

  test('notify the topic that the deployment names', () => {
    expect(alarms(drilled).every(({ AlarmActions }) => String(AlarmActions) === TOPIC)).toBe(true);
    expect(alarms().some(({ AlarmActions }) => AlarmActions !== undefined)).toBe(false);
  });
});
