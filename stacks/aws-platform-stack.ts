import { CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnAccount } from 'aws-cdk-lib/aws-apigateway';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { AwsPlatform } from './aws-platform.ts';
import { AwsAlarms } from './constructs/aws-alarms.ts';
import { AwsCache } from './constructs/aws-cache.ts';
import { AwsDatabase } from './constructs/aws-database.ts';
import { AwsNetwork } from './constructs/aws-network.ts';
import { AwsSecrets } from './constructs/aws-secrets.ts';
import { ServiceFunction } from './constructs/service-function.ts';
import { stackProps } from './service-stack-props.ts';
import type { StageFacts } from './stage.ts';

const MIGRATION_SECONDS = 300;

export interface AwsPlatformStackProps {
  readonly facts: StageFacts;
  /** SNS topic that the alarms notify. @default none */
  readonly alarmTopicArn: string | undefined;
  /** A new value deploys changed secrets: CloudFormation reads them only for a resource that changes too. @default none */
  readonly secretsEdition: string | undefined;
}

/** The services' platform, and `migrate`, which migrates the database before they are deployed. */
export class AwsPlatformStack extends Stack {
  readonly platform: AwsPlatform;

  constructor(scope: Construct, id: string, props: AwsPlatformStackProps) {
    super(scope, id, stackProps('network, database, cache and secrets'));
    const { facts, alarmTopicArn, secretsEdition } = props;
    const network = new AwsNetwork(this, 'Network');
    const database = new AwsDatabase(this, 'Database', { facts, network });
    this.platform = new AwsPlatform({
      facts,
      network,
      database,
      cache: new AwsCache(this, 'Cache', { facts, network }),
      secrets: new AwsSecrets(this, 'Secrets', facts),
      alarms: new AwsAlarms(alarmTopicArn),
      secretsEdition,
    });
    const migrate = new ServiceFunction(this, 'migrate', {
      settings: { ...facts, platform: this.platform },
      service: 'restaurant',
      timeoutSeconds: MIGRATION_SECONDS,
      environment: { DATABASE_URL: database.url() },
      inNetwork: true,
    });
    new CfnOutput(this, 'MigrateFunction', { value: migrate.functionName });
    allowApiLogs(this);
  }
}

/** Gives API Gateway the role that it needs to write logs: one setting per account and region. */
function allowApiLogs(scope: Construct): void {
  const role = new Role(scope, 'ApiLogsRole', {
    assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
    managedPolicies: [
      ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonAPIGatewayPushToCloudWatchLogs'),
    ],
  });
  new CfnAccount(scope, 'ApiAccount', { cloudWatchRoleArn: role.roleArn });
}
