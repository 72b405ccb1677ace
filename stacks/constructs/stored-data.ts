import { RemovalPolicies, RemovalPolicy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { resourceName, type Stage, type StageFacts } from '#stacks/stage';

/** What becomes of data that is kept, by the type of the resource that holds it: all types that the CDK counts as stateful. */
const KEPT: Readonly<Record<string, RemovalPolicy>> = {
  'AWS::DynamoDB::Table': RemovalPolicy.RETAIN,
  'AWS::Logs::LogGroup': RemovalPolicy.RETAIN,
  // A cluster that stays would keep the network, and so the stack.
  'AWS::RDS::DBCluster': RemovalPolicy.SNAPSHOT,
  'AWS::SecretsManager::Secret': RemovalPolicy.RETAIN,
  'AWS::SQS::Queue': RemovalPolicy.RETAIN,
};

/** Decides for every resource within `scope` that holds data whether it outlives its stack. Constructs decide nothing. */
export function applyDataRule(scope: IConstruct, { keepData }: Pick<StageFacts, 'keepData'>): void {
  for (const [type, policy] of Object.entries(KEPT)) {
    RemovalPolicies.of(scope).apply(keepData ? policy : RemovalPolicy.DESTROY, {
      applyToResourceTypes: [type],
    });
  }
}

/**
 * Returns the name of a table or queue; undefined lets CloudFormation draw one. On AWS a fixed name would be that of the
 * resource which an earlier deployment left behind, and SQS refuses the name of a deleted queue for a minute.
 */
export const storeName = (stage: Stage, name: string): string | undefined =>
  stage === 'local' ? resourceName(stage, name) : undefined;
