import * as z from 'zod';
import { invalid } from '../fault.ts';
import { describe } from '../tables/describe.ts';
import { refuseLacking } from '../tables/refuse-lacking.ts';
import type { Table } from '../tables/table.ts';
import { TableInput, tableOf } from '../tables/table-input.ts';
import type { Action, Context } from './action.ts';
import { readInput } from './read-input.ts';

const MOST_NAMES = 100;
const NameInput = z.object({ TableName: z.string() });
const ListInput = z.object({
  ExclusiveStartTableName: z.string().default(''),
  Limit: z.int().min(1).max(MOST_NAMES).default(MOST_NAMES),
});
const UpdateInput = z.object({
  TableName: z.string(),
  BillingMode: z.enum(['PROVISIONED', 'PAY_PER_REQUEST']).optional(),
  ProvisionedThroughput: TableInput.shape.ProvisionedThroughput,
  DeletionProtectionEnabled: z.boolean().optional(),
  GlobalSecondaryIndexUpdates: z.array(z.unknown()).default([]),
});

const described = ({ store, region }: Context, table: Table) =>
  describe(table, region, store.catalog.amountOf(table));

export const createTable: Action = (context, input) => {
  refuseLacking(input);
  const table = tableOf(readInput(TableInput, input), context.nowMs);
  context.store.changeCatalog((catalog) => catalog.create(table));
  return { TableDescription: described(context, table) };
};

export const describeTable: Action = (context, input) => {
  const table = context.store.catalog.get(readInput(NameInput, input).TableName);
  return { Table: described(context, table) };
};

export const listTables: Action = ({ store }, input) => {
  const { ExclusiveStartTableName, Limit } = readInput(ListInput, input);
  const names = store.catalog.names(ExclusiveStartTableName, Limit + 1);
  const page = names.slice(0, Limit);
  return { TableNames: page, ...(names.length > Limit && { LastEvaluatedTableName: page.at(-1) }) };
};

export const deleteTable: Action = (context, input) => {
  const { TableName } = readInput(NameInput, input);
  const table = context.store.catalog.get(TableName);
  if (table.isProtected)
    throw invalid(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    );
  const description = described(context, table);
  context.store.changeCatalog((catalog) => catalog.delete(table));
  return { TableDescription: { ...description, TableStatus: 'DELETING' } };
};

/** Changes the billing mode, throughput and protection. Indexes cannot be changed. */
export const updateTable: Action = (context, input) => {
  refuseLacking(input);
  const wanted = readInput(UpdateInput, input);
  const table = context.store.catalog.get(wanted.TableName);
  if (wanted.GlobalSecondaryIndexUpdates.length > 0)
    throw invalid('This DynamoDB makes indexes together with their table only');
  const changed: Table = {
    ...table,
    isOnDemand:
      wanted.BillingMode === undefined ? table.isOnDemand : wanted.BillingMode === 'PAY_PER_REQUEST',
    throughput: wanted.ProvisionedThroughput ?? table.throughput,
    isProtected: wanted.DeletionProtectionEnabled ?? table.isProtected,
  };
  context.store.changeCatalog((catalog) => catalog.replace(changed));
  return { TableDescription: described(context, changed) };
};
