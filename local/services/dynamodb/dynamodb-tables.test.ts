import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awsJsonClient } from '#local/http/aws-json';
import type { DynamoDbChoice } from '#local/services/service';
import { startTableBench, type TableBench, TableName } from '#tests/support/engine/table-bench';
import { DYNAMODBS } from '#tests/support/stores/dynamodb-choices';

for (const { choice, tags } of DYNAMODBS) describe(choice, { tags }, () => expectations(choice));

function expectations(choice: DynamoDbChoice): void {
  let tables: TableBench;
  beforeAll(async () => {
    tables = await startTableBench(choice);
  });
  afterAll(() => tables[Symbol.asyncDispose]());

  test("what AWS's command line and Terraform ask of a table is answered", async () => {
    const call = awsJsonClient('dynamodb', tables.service.url);
    const { Table } = await call('DescribeTable', { TableName });
    const ResourceArn = Object(Table).TableArn;
    const tagsOf = async () => (await call('ListTagsOfResource', { ResourceArn })).Tags;

    expect(await call('DescribeContinuousBackups', { TableName })).toEqual({
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'DISABLED',
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
      },
    });
    expect(await call('DescribeTimeToLive', { TableName })).toEqual({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' },
    });
    expect(await call('DescribeLimits', {})).toHaveProperty('AccountMaxReadCapacityUnits', 80_000);
    expect(await call('DescribeEndpoints', {})).toHaveProperty(
      'Endpoints.0.Address',
      new URL(tables.service.url).host,
    );
    expect(await tagsOf()).toEqual([]);
    await call('TagResource', {
      ResourceArn,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '2' },
      ],
    });
    await call('TagResource', { ResourceArn, Tags: [{ Key: 'a', Value: '3' }] });
    await call('UntagResource', { ResourceArn, TagKeys: ['b', 'none'] });
    expect(await tagsOf()).toEqual([{ Key: 'a', Value: '3' }]);
  });

  test.each([
    ['DescribeContinuousBackups', { TableName: 'nothing' }, 'ResourceNotFoundException'],
    ['DescribeTimeToLive', { TableName: 'nothing' }, 'ResourceNotFoundException'],
    ['ListTagsOfResource', { ResourceArn: 'orders' }, 'ValidationException'],
    ['ListBackups', {}, 'UnknownOperationException'],
    ['ListGlobalTables', {}, 'UnknownOperationException'],
    ['ExportTableToPointInTime', {}, 'UnknownOperationException'],
    ['UpdateContinuousBackups', { TableName }, 'UnknownOperationException'],
  ])('%s %j is refused with %s', async (action, input, type) => {
    await expect(awsJsonClient('dynamodb', tables.service.url)(action, input)).rejects.toMatchObject({
      type,
    });
  });
}
