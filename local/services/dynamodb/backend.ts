import { platformName } from '#local/host/binaries';
import { awsCommand } from '../aws-command.ts';
import { type Backend, ok, problem } from '../backend.ts';
import { chosenDynamoDb } from './choice.ts';
import { dynamoDbBinary } from './dynamodb-binary.ts';
import { provisionTables } from './provision-tables.ts';

export const dynamodb: Backend = {
  title: 'DynamoDB',
  variable: 'DYNAMODB_ENDPOINT',
  example: 'http://host:port',
  environment: (url) => ({ AWS_ENDPOINT_URL_DYNAMODB: url }),
  hint: (url) => awsCommand(url, 'dynamodb list-tables'),
  check: ({ dynamodb: wanted }) => {
    const reason = wanted ? `, by LOCAL_DYNAMODB=${wanted}` : '';
    const hasBinary = dynamoDbBinary() !== undefined;
    const missing = `package @dynoxide/${platformName} is not installed`;
    if (chosenDynamoDb(wanted) === 'node') return ok(`the one in JavaScript${reason || `: ${missing}`}`);
    return hasBinary
      ? ok(`Dynoxide, from its npm package${reason}`)
      : problem(`${missing}; leave LOCAL_DYNAMODB out`);
  },
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
