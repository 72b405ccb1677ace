import { RemovalPolicy } from 'aws-cdk-lib';
import { type Attribute, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { resourceName, type StageSettings } from '#stacks/stage';

export interface TableOptions {
  readonly settings: StageSettings;
  readonly name: string;
  readonly partitionKey: Attribute;
  readonly sortKey?: Attribute;
  readonly timeToLiveAttribute?: string;
}

/** Creates a table that is billed per request. */
export function createTable(scope: Construct, id: string, { settings, name, ...keys }: TableOptions): Table {
  return new Table(scope, id, {
    ...keys,
    tableName: resourceName(settings.stage, name),
    billingMode: BillingMode.PAY_PER_REQUEST,
    removalPolicy: settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    ...settings.platform.tableProps,
  });
}
