import type { RestApi, StageOptions } from 'aws-cdk-lib/aws-apigateway';
import type { TableProps } from 'aws-cdk-lib/aws-dynamodb';
import type { FunctionProps, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { SqsEventSourceProps } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue, QueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { ServiceName } from '#shared/services';

/** Facts about a function that is about to be made. */
export interface FunctionFacts {
  /** Id of the construct. */
  readonly id: string;
  /** Whether the function uses PostgreSQL or Redis. */
  readonly inNetwork: boolean;
}

/** What differs between stages: the source of everything the stacks do not make, and settings of what they make. */
export interface Platform {
  databaseUrl(scope: Construct): string;
  redisUrl(scope: Construct): string;
  jwtSecret(scope: Construct): string;
  serviceTokenSecret(scope: Construct): string;
  /** Key of the fault switches; undefined where every client may set them. */
  chaosKey(): string | undefined;
  /** Key that encrypts sealed rules; undefined where there are no faults. */
  chaosSealKey(scope: Construct): string | undefined;
  /** Address of another service, stage included. */
  serviceUrl(scope: Construct, service: ServiceName): string;

  /** Properties of a function. Their environment is added to the variables that the code requires. */
  functionProps(scope: Construct, facts: FunctionFacts): Partial<FunctionProps>;
  stageProps(scope: Construct, service: ServiceName): Partial<StageOptions>;
  readonly tableProps: Partial<TableProps>;
  readonly queueProps: Partial<QueueProps>;
  readonly eventSourceProps: Partial<SqsEventSourceProps>;

  watchFunction(target: LambdaFunction): void;
  watchApi(service: ServiceName, api: RestApi): void;
  watchDeadLetters(queue: Queue): void;
}
