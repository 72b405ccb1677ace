import { Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnServerlessCache } from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import { resourceName, type StageFacts } from '#stacks/stage';
import type { AwsNetwork } from './aws-network.ts';

const LARGEST_GB = 5;
const VALKEY = Port.tcp(6379);

export interface AwsCacheProps {
  readonly facts: StageFacts;
  readonly network: AwsNetwork;
}

/** Valkey, serverless: always encrypted, and always a cluster, so that keys read together carry one hash tag. */
export class AwsCache extends Construct {
  readonly #cache: CfnServerlessCache;

  constructor(scope: Construct, id: string, { facts, network }: AwsCacheProps) {
    super(scope, id);
    const group = new SecurityGroup(this, 'Group', {
      vpc: network.vpc,
      description: 'Cache',
      allowAllOutbound: false,
    });
    group.connections.allowFrom(network.functions, VALKEY, 'Functions to the cache');
    this.#cache = new CfnServerlessCache(this, 'Cache', {
      serverlessCacheName: resourceName(facts.stage, 'cache'),
      engine: 'valkey',
      majorEngineVersion: '8',
      cacheUsageLimits: { dataStorage: { unit: 'GB', maximum: LARGEST_GB } },
      securityGroupIds: [group.securityGroupId],
      subnetIds: network.vpc.selectSubnets(network.dataSubnets).subnetIds,
    });
  }

  url(): string {
    return `rediss://${this.#cache.attrEndpointAddress}:${this.#cache.attrEndpointPort}`;
  }
}
