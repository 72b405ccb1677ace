import * as z from 'zod';
import type { AwsCall } from '#local/http/aws-json';
import type { TableProperties } from './table-properties.ts';

const DescribedTtl = z.object({
  TimeToLiveDescription: z.object({ TimeToLiveStatus: z.string() }).optional(),
});

export async function ensureTtl(call: AwsCall, table: TableProperties): Promise<void> {
  const ttl = table.TimeToLiveSpecification;
  if (!ttl?.Enabled) return;
  const name = { TableName: table.TableName };
  const { TimeToLiveDescription } = DescribedTtl.parse(await call('DescribeTimeToLive', name));
  if (TimeToLiveDescription?.TimeToLiveStatus.startsWith('ENABL')) return;
  await call('UpdateTimeToLive', { ...name, TimeToLiveSpecification: ttl });
}
