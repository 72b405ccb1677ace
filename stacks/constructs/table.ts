import { type Attribute, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { StageSettings } from '#stacks/stage';
import { storeName } from './stored-data.ts';

export interface TableOptions {
  readonly settings: StageSettings;
  readonly name: string;
  readonly partitionKey: Attribute;
  readonly sortKey?: Attribute;
  readonly timeToLiveAttribute?: string;
}

/** Creates a table that is billed per request. */
export function createTable(scope: Construct, id: string, { settings, name, ...keys }: TableOptions): Table {
  const tableName = storeName(settings.stage, name);
  return new Table(scope, id, {
    ...keys,
    ...(tableName !== undefined && { tableName }),
    billingMode: BillingMode.PAY_PER_REQUEST,
    ...settings.platform.tableProps,
  });
}
