import * as z from 'zod';
import { EngineError } from '#local/host/engine-error';
import { type AwsCall, AwsFault, awsJsonClient, type Identity } from '#local/http/aws-json';
import type { Resource } from '../resource.ts';
import { shapeOf, TableProperties } from './table-properties.ts';
import { ensureTtl } from './time-to-live.ts';

const Described = z.object({ Table: z.object({ ...TableProperties.shape, TableStatus: z.string() }) });

async function describe(call: AwsCall, name: string): Promise<TableProperties | undefined> {
  try {
    return Described.parse(await call('DescribeTable', { TableName: name })).Table;
  } catch (error) {
    if (error instanceof AwsFault && error.type === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function ensureTable(call: AwsCall, resource: Resource): Promise<void> {
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
