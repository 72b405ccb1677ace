import type { RestApi, StageOptions } from 'aws-cdk-lib/aws-apigateway';
import type { TableProps } from 'aws-cdk-lib/aws-dynamodb';
import type { FunctionProps, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { SqsEventSourceProps } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue, QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ServiceName } from '#shared/services';

/** A function before it is made. */
export interface FunctionFacts {
  /** Of the construct. */
  readonly id: string;
  /** In AWS. */
  readonly functionName: string;
  /** Whether it talks to PostgreSQL or Redis. */
  readonly inNetwork: boolean;
}

/** What a stage puts around the stacks: where they get what they do not make, and how what they make is run. */
export interface Platform {
  databaseUrl(scope: Construct): string;
  redisUrl(scope: Construct): string;
  jwtSecret(scope: Construct): string;
  serviceTokenSecret(scope: Construct): string;
  /** Undefined where every client of the service may set its fault switches. */
  chaosKey(): string | undefined;
  /** Where another service answers, stage included. */
  serviceUrl(scope: Construct, service: ServiceName): string;

  /** Its environment comes beside what the code asks for. */
  functionProps(scope: Construct, facts: FunctionFacts): Partial<FunctionProps>;
  stageProps(scope: Construct, service: ServiceName): Partial<StageOptions>;
  readonly tableProps: Partial<TableProps>;
  readonly queueProps: Partial<QueueProps>;
  readonly eventSourceProps: Partial<SqsEventSourceProps>;

  watchFunction(target: LambdaFunction): void;
  watchApi(service: ServiceName, api: RestApi): void;
  watchDeadLetters(queue: Queue): void;
}
