import * as z from 'zod';
import { EngineError } from '#local/host/engine-error';
import { AwsFault, type AwsJson, awsJsonClient, type Identity } from '#local/http/aws-json';
import type { Resource } from '../resource.ts';

const Key = z.object({ AttributeName: z.string(), KeyType: z.string() });
const Index = z.looseObject({ IndexName: z.string(), KeySchema: z.array(Key) });

const TableProperties = z.object({
  TableName: z.string(),
  KeySchema: z.array(Key),
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  BillingMode: z.string().optional(),
  ProvisionedThroughput: z.looseObject({}).optional(),
  GlobalSecondaryIndexes: z.array(Index).optional(),
  LocalSecondaryIndexes: z.array(Index).optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});
type TableProperties = z.infer<typeof TableProperties>;

const Described = z.object({ Table: z.object({ ...TableProperties.shape, TableStatus: z.string() }) });
const DescribedTtl = z.object({
  TimeToLiveDescription: z.object({ TimeToLiveStatus: z.string() }).optional(),
});

type CallAction = (action: string, input: AwsJson) => Promise<AwsJson>;

/** Returns the unchangeable properties of a table in a comparable form. */
function shapeOf(table: TableProperties): string {
  const keys = (schema: readonly z.infer<typeof Key>[]): string =>
    schema.map(({ AttributeName, KeyType }) => `${AttributeName}:${KeyType}`).join(',');
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  return [
    keys(table.KeySchema),
    ...indexes.map((each) => `${each.IndexName}=${keys(each.KeySchema)}`).sort(),
  ].join(';');
}

async function describe(call: CallAction, name: string): Promise<TableProperties | undefined> {
  try {
    return Described.parse(await call('DescribeTable', { TableName: name })).Table;
  } catch (error) {
    if (error instanceof AwsFault && error.type === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function ensureTtl(call: CallAction, table: TableProperties): Promise<void> {
  const ttl = table.TimeToLiveSpecification;
  if (!ttl?.Enabled) return;
  const name = { TableName: table.TableName };
  const { TimeToLiveDescription } = DescribedTtl.parse(await call('DescribeTimeToLive', name));
  if (TimeToLiveDescription?.TimeToLiveStatus.startsWith('ENABL')) return;
  await call('UpdateTimeToLive', { ...name, TimeToLiveSpecification: ttl });
}

async function ensureTable(call: CallAction, resource: Resource): Promise<void> {
  const wanted = TableProperties.parse(resource.properties);
  const existing = await describe(call, wanted.TableName);
  if (!existing) {
    const { TimeToLiveSpecification: _ttl, ...create } = wanted;
    await call('CreateTable', create);
  } else if (shapeOf(existing) !== shapeOf(wanted)) {
    throw new EngineError(
      `table ${wanted.TableName} holds data of an older version with other keys or indexes; ` +
        'delete all data with: npm run reset',
    );
  }
  await ensureTtl(call, wanted);
}

export async function provisionTables(
  tables: readonly Resource[],
  endpoint: string,
  identity: Identity,
): Promise<void> {
  const call = awsJsonClient('dynamodb', endpoint, identity);
  await Promise.all(tables.map((table) => ensureTable(call, table)));
}
