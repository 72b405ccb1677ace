import { Duration } from 'aws-cdk-lib';
import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseProxy,
  ProxyTarget,
} from 'aws-cdk-lib/aws-rds';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { resourceName, type StageFacts } from '#stacks/stage';
import type { AwsNetwork } from './aws-network.ts';

const DATABASE = 'food_delivery';
const USER = 'food_delivery';
/** Characters that the password must not have, since it is part of a URL. */
const NOT_IN_A_URL = ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const CAPACITY = { serverlessV2MinCapacity: 0.5, serverlessV2MaxCapacity: 16 };
const POSTGRES = Port.tcp(5432);

export interface AwsDatabaseProps {
  readonly facts: StageFacts;
  readonly network: AwsNetwork;
}

/** Aurora PostgreSQL behind a proxy, because every environment of a function holds a connection of its own. */
export class AwsDatabase extends Construct {
  readonly #proxy: DatabaseProxy;
  readonly #secret: Secret;

  constructor(scope: Construct, id: string, { facts, network }: AwsDatabaseProps) {
    super(scope, id);
    const cluster = createCluster(this, facts, network);
    if (cluster.secret === undefined) throw new Error('The cluster was made without credentials');
    this.#secret = cluster.secret as Secret;
    const connections = new SecurityGroup(this, 'Connections', {
      vpc: network.vpc,
      description: 'Proxy in front of PostgreSQL',
      allowAllOutbound: false,
    });
    this.#proxy = new DatabaseProxy(this, 'Proxy', {
      dbProxyName: resourceName(facts.stage, 'database'),
      proxyTarget: ProxyTarget.fromCluster(cluster),
      secrets: [cluster.secret],
      vpc: network.vpc,
      vpcSubnets: network.dataSubnets,
      securityGroups: [connections],
      requireTLS: true,
      maxConnectionsPercent: 90,
      // An invocation has no more time to wait.
      borrowTimeout: Duration.seconds(3),
      idleClientTimeout: Duration.minutes(10),
    });
    connections.connections.allowFrom(network.functions, POSTGRES, 'Functions to the proxy');
  }

  /** Returns the URL. The proxy's certificate is from a public authority that Node trusts, so none is installed. */
  url(): string {
    const password = this.#secret.secretValueFromJson('password').unsafeUnwrap();
    return `postgresql://${USER}:${password}@${this.#proxy.endpoint}:5432/${DATABASE}?sslmode=verify-full`;
  }
}

function createCluster(scope: Construct, { keepData }: StageFacts, network: AwsNetwork): DatabaseCluster {
  return new DatabaseCluster(scope, 'Cluster', {
    engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_7 }),
    writer: ClusterInstance.serverlessV2('writer'),
    readers: [ClusterInstance.serverlessV2('standby', { scaleWithWriter: true })],
    ...CAPACITY,
    credentials: Credentials.fromGeneratedSecret(USER, { excludeCharacters: NOT_IN_A_URL }),
    defaultDatabaseName: DATABASE,
    vpc: network.vpc,
    vpcSubnets: network.dataSubnets,
    securityGroups: [
      new SecurityGroup(scope, 'Group', {
        vpc: network.vpc,
        description: 'PostgreSQL',
        allowAllOutbound: false,
      }),
    ],
    storageEncrypted: true,
    backup: { retention: Duration.days(7) },
    deletionProtection: keepData,
  });
}
