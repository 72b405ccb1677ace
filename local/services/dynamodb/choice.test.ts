import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { removeFolder, temporaryFolder } from '#tests/support/engine/service-bench';
import { dynamodb } from './backend.ts';
import { checkOwnData, chosenDynamoDb, DATA_FILES } from './choice.ts';
import { dynamoDbBinary } from './dynamodb-binary.ts';

test('a wanted DynamoDB runs; without a wish the binary runs where this platform has it', () => {
  expect([chosenDynamoDb('node'), chosenDynamoDb('dynoxide')]).toEqual(['node', 'dynoxide']);
  expect(chosenDynamoDb(undefined)).toBe(dynamoDbBinary() ? 'dynoxide' : 'node');
});

test('doctor names the DynamoDB that runs, and why', () => {
  expect(dynamodb.check({ dynamodb: 'node' })).toEqual({
    ok: true,
    text: 'the one in JavaScript, by LOCAL_DYNAMODB=node',
  });
  expect(dynamodb.check({}).text).toMatch(
    /^(Dynoxide, from its npm package|the one in JavaScript: package @dynoxide\/\S+ is not installed)$/,
  );
});

test('data of the other DynamoDB is neither hidden nor touched', async () => {
  const folder = await temporaryFolder();
  onTestFinished(() => removeFolder(folder));
  mkdirSync(join(folder, 'dynamodb'));
  const place = join(folder, 'dynamodb');
  checkOwnData(place, 'node');
  writeFileSync(join(place, DATA_FILES.dynoxide), '');

  checkOwnData(place, 'dynoxide');
  expect(() => checkOwnData(place, 'node')).toThrow(
    `the data in ${place} is that of the other DynamoDB; start with LOCAL_DYNAMODB=dynoxide, or delete all data with: npm run reset`,
  );
});
