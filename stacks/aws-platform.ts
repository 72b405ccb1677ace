import {
  AccessLogFormat,
  LogGroupLogDestination,
  MethodLoggingLevel,
  type RestApi,
  type StageOptions,
} from 'aws-cdk-lib/aws-apigateway';
import {
  Architecture,
  type FunctionProps,
  type Function as LambdaFunction,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { type Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ServiceName } from '#shared/services';
import { AWS_MEMORY_MIB } from './aws-sizes.ts';
import type { AwsAlarms } from './constructs/aws-alarms.ts';
import type { AwsCache } from './constructs/aws-cache.ts';
import type { AwsDatabase } from './constructs/aws-database.ts';
import { createLogGroup } from './constructs/aws-logs.ts';
import type { AwsNetwork } from './constructs/aws-network.ts';
import type { AwsSecrets } from './constructs/aws-secrets.ts';
import { X_RAY_MODULE, xRayLayer } from './constructs/x-ray-layer.ts';
import { otlpEndpoint } from './parameters.ts';
import type { FunctionFacts, Platform } from './platform.ts';
import type { StageFacts } from './stage.ts';

/** Rate of one service: three of them stay within an account's initial 10,000 calls a second. */
const CALLS_PER_SECOND = 3_000;
const CALLS_AT_ONCE = 1_500;
/** Each invocation takes ten messages, and each message may need one connection to PostgreSQL. */
const RECOVERIES_AT_ONCE = 50;

export interface AwsPlatformParts {
  readonly facts: StageFacts;
  readonly network: AwsNetwork;
  readonly database: AwsDatabase;
  readonly cache: AwsCache;
  readonly secrets: AwsSecrets;
  readonly alarms: AwsAlarms;
  /** A new value makes a deployment read the secrets again. */
  readonly secretsEdition: string | undefined;
}

/** AWS itself: a private network, managed stores, secrets, logs that expire, traces and alarms. */
export class AwsPlatform implements Platform {
  readonly #parts: AwsPlatformParts;
  readonly #apis = new Map<ServiceName, RestApi>();

  readonly tableProps = { pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } };
  readonly queueProps = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
  readonly eventSourceProps = { maxConcurrency: RECOVERIES_AT_ONCE };

  constructor(parts: AwsPlatformParts) {
    this.#parts = parts;
  }

  databaseUrl = (): string => this.#parts.database.url();
  redisUrl = (): string => this.#parts.cache.url();
  jwtSecret = (): string => this.#parts.secrets.jwt();
  serviceTokenSecret = (): string => this.#parts.secrets.serviceToken();
  chaosKey = (): string | undefined => this.#parts.secrets.chaosKey();
  chaosSealKey = (): string | undefined => this.#parts.secrets.chaosSealKey();

  serviceUrl(_scope: Construct, service: ServiceName): string {
    const api = this.#apis.get(service);
    if (api === undefined) throw new Error(`The stack of the ${service} service must be made before`);
    return api.url;
  }

  functionProps(scope: Construct, { id, inNetwork }: FunctionFacts): Partial<FunctionProps> {
    const { facts, network, secretsEdition } = this.#parts;
    return {
      architecture: Architecture.ARM_64,
      memorySize: AWS_MEMORY_MIB,
      logGroup: createLogGroup(scope, `${id}Logs`),
      tracing: Tracing.ACTIVE,
      layers: [xRayLayer(scope, facts.dist)],
      environment: {
        X_RAY_MODULE,
        OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint(scope),
        // Between invocations an environment is frozen and sends nothing.
        TELEMETRY_FLUSH: 'invocation',
        ...(secretsEdition !== undefined && { SECRETS_EDITION: secretsEdition }),
      },
      ...(inNetwork && {
        vpc: network.vpc,
        vpcSubnets: network.functionSubnets,
        securityGroups: [network.functions],
      }),
    };
  }

  stageProps(scope: Construct, _service: ServiceName): Partial<StageOptions> {
    return {
      throttlingRateLimit: CALLS_PER_SECOND,
      throttlingBurstLimit: CALLS_AT_ONCE,
      loggingLevel: MethodLoggingLevel.ERROR,
      tracingEnabled: true,
      accessLogDestination: new LogGroupLogDestination(createLogGroup(scope, 'AccessLogs')),
      accessLogFormat: AccessLogFormat.custom(ACCESS_LINE),
    };
  }

  watchFunction = (target: LambdaFunction): void => this.#parts.alarms.watchFunction(target);
  watchDeadLetters = (queue: Queue): void => this.#parts.alarms.watchDeadLetters(queue);

  watchApi(service: ServiceName, api: RestApi): void {
    this.#apis.set(service, api);
    this.#parts.alarms.watchApi(api);
  }
}

/** Access log: caller, request, result and duration. No headers and no query: they may hold a secret. */
const ACCESS_LINE = JSON.stringify({
  time: '$context.requestTimeEpoch',
  request_id: '$context.requestId',
  trace_id: '$context.xrayTraceId',
  source_ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  path: '$context.path',
  status: '$context.status',
  ms: '$context.responseLatency',
  function_ms: '$context.integration.latency',
  bytes: '$context.responseLength',
  error: '$context.error.responseType',
});
