import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '#stacks/app';
import { emptyBundles, resourcesOf, SYNTHESIS_MS, synthesise, temporaryFolder } from './synthesis.ts';

let platform: Template;
let local: ReturnType<typeof synthesise>;
beforeAll(() => {
  platform = platformWith({});
  local = synthesise('local');
}, SYNTHESIS_MS);

function platformWith(context: Record<string, unknown>): Template {
  const app = createApp({ stage: 'aws', dist: emptyBundles(), outdir: temporaryFolder(), context });
  return Template.fromJSON(app.synth().getStackByName('FoodDeliveryPlatform').template);
}

describe('network', () => {
  test('functions have a way out per zone, and DynamoDB and SQS without it', () => {
    platform.resourceCountIs('AWS::EC2::NatGateway', 2);
    platform.hasResourceProperties('AWS::EC2::VPCEndpoint', {
      VpcEndpointType: 'Gateway',
      ServiceName: Match.objectLike({
        'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('dynamodb')])],
      }),
    });
    platform.hasResourceProperties('AWS::EC2::VPCEndpoint', {
      VpcEndpointType: 'Interface',
      PrivateDnsEnabled: true,
      ServiceName: Match.objectLike({ 'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp('sqs')])] }),
    });
  });

  test('nothing is let in but functions to the proxy, the cache and the endpoints, and the proxy to PostgreSQL', () => {
    const rules = Object.values(platform.findResources('AWS::EC2::SecurityGroupIngress'))
      .map(({ Properties }) => Properties.Description)
      .sort();

    expect(rules).toEqual([
      'Allow connections to the database Cluster from the Proxy',
      'Functions to AWS services',
      'Functions to the cache',
      'Functions to the proxy',
    ]);
    platform.allResourcesProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: Match.absent() });
  });

  test('names of our public APIs do not lead to an endpoint that refuses them', () => {
    expect(JSON.stringify(platform.findResources('AWS::EC2::VPCEndpoint'))).not.toContain('execute-api');
  });
});

describe('stores', () => {
  test('PostgreSQL scales by itself, has a standby, is encrypted, and outlives a mistake', () => {
    platform.hasResourceProperties('AWS::RDS::DBCluster', {
      Engine: 'aurora-postgresql',
      ServerlessV2ScalingConfiguration: { MinCapacity: 0.5, MaxCapacity: 16 },
      StorageEncrypted: true,
      DeletionProtection: true,
      BackupRetentionPeriod: 7,
    });
    platform.resourceCountIs('AWS::RDS::DBInstance', 2);
    platform.allResourcesProperties('AWS::RDS::DBInstance', {
      DBInstanceClass: 'db.serverless',
      PubliclyAccessible: false,
    });
  });

  test('the proxy asks for TLS, and gives up before an invocation would', () => {
    platform.hasResourceProperties('AWS::RDS::DBProxy', { EngineFamily: 'POSTGRESQL', RequireTLS: true });
    platform.hasResourceProperties('AWS::RDS::DBProxyTargetGroup', {
      ConnectionPoolConfigurationInfo: { ConnectionBorrowTimeout: 3 },
    });
  });

  test('the cache is Valkey with an upper limit', () => {
    platform.hasResourceProperties('AWS::ElastiCache::ServerlessCache', {
      Engine: 'valkey',
      CacheUsageLimits: { DataStorage: { Unit: 'GB', Maximum: 5 } },
    });
  });

  test('-c keepData=false lets everything go, for a system that is only tried out', {
    timeout: SYNTHESIS_MS,
  }, () => {
    const drill = platformWith({ keepData: 'false' });

    drill.hasResource('AWS::RDS::DBCluster', {
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtection: false },
    });
  });
});

test('every secret is drawn on AWS, of characters that need no quoting', () => {
  const secrets = Object.values(platform.findResources('AWS::SecretsManager::Secret'));

  expect(secrets).toHaveLength(3);
  for (const { Properties } of secrets) {
    const { ExcludePunctuation, ExcludeCharacters } = Properties.GenerateSecretString;
    expect(ExcludePunctuation === true || /^(?=.*@)(?=.*:)(?=.*%)(?=.*\/)/.test(ExcludeCharacters)).toBe(
      true,
    );
  }
});

test('migrate reaches the database by the proxy, over verified TLS', () => {
  platform.hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'food-delivery-aws-restaurant-migrate',
    Timeout: 300,
    VpcConfig: Match.anyValue(),
    Environment: {
      Variables: {
        DATABASE_URL: {
          'Fn::Join': [
            '',
            Match.arrayWith([
              Match.stringLikeRegexp('^postgresql://food_delivery:\\{\\{resolve:secretsmanager:$'),
              Match.stringLikeRegexp('^:SecretString:password::\\}\\}@$'),
              { 'Fn::GetAtt': [Match.stringLikeRegexp('Proxy'), 'Endpoint'] },
              Match.stringLikeRegexp('sslmode=verify-full$'),
            ]),
          ],
        },
      },
    },
  });
});

test('API Gateway may write logs, by the one role an account has for that', () => {
  platform.resourceCountIs('AWS::ApiGateway::Account', 1);
});

test('the stage local has nothing of all this: the engine and LocalStack know these types and no more', () => {
  const types = Object.values(local).flatMap(({ Resources }) =>
    Object.values(Resources).map(({ Type }) => Type),
  );

  expect([...new Set(types)].sort()).toEqual([
    'AWS::ApiGateway::Deployment',
    'AWS::ApiGateway::GatewayResponse',
    'AWS::ApiGateway::Method',
    'AWS::ApiGateway::Resource',
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::Stage',
    'AWS::DynamoDB::Table',
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Function',
    'AWS::Lambda::Permission',
    'AWS::SQS::Queue',
    'AWS::SSM::Parameter',
  ]);
});

test('no function of the stage local gets more than its code, its variables, its time and its memory', () => {
  const functions = Object.values(local).flatMap((template) =>
    resourcesOf(template, 'AWS::Lambda::Function'),
  );

  expect([...new Set(functions.flatMap(({ Properties }) => Object.keys(Properties)))].sort()).toEqual([
    'Code',
    'Environment',
    'FunctionName',
    'Handler',
    'MemorySize',
    'Role',
    'Runtime',
    'Timeout',
  ]);
});
