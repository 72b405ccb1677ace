import { platformName } from '#local/host/binaries';
import { awsCommand } from '../aws-command.ts';
import { type Backend, ok, problem } from '../backend.ts';
import { dynamoDbBinary } from './dynamodb-binary.ts';
import { provisionTables } from './provision-tables.ts';

export const dynamodb: Backend = {
  title: 'DynamoDB',
  variable: 'DYNAMODB_ENDPOINT',
  example: 'http://host:port',
  environment: (url) => ({ AWS_ENDPOINT_URL_DYNAMODB: url }),
  hint: (url) => awsCommand(url, 'dynamodb list-tables'),
  check: () =>
    dynamoDbBinary()
      ? ok('Dynoxide, from its npm package')
      : problem(
          `package @dynoxide/${platformName} is not installed; run npm ci, set DYNAMODB_ENDPOINT, or use docker compose up`,
        ),
  create: async (context) => (await import('./dynamodb.ts')).createDynamoDb(context),
  resources: {
    type: 'AWS::DynamoDB::Table',
    nameProperty: 'TableName',
    async provision({ url }, tables, identity) {
      await provisionTables(tables, url, identity);
      return {};
    },
  },
};
