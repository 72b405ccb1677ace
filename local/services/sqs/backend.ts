import { packageFolder } from '#local/host/binaries';
import { awsCommand } from '../aws-command.ts';
import { type Backend, ok, problem } from '../backend.ts';
import { provisionQueues } from './provision-queues.ts';

export const sqs: Backend = {
  title: 'SQS',
  variable: 'SQS_ENDPOINT',
  example: 'http://host:port',
  environment: (url) => ({ AWS_ENDPOINT_URL_SQS: url }),
  hint: (url) => awsCommand(url, 'sqs list-queues'),
  check: () =>
    packageFolder('fauxqs') ? ok('fauxqs') : problem('package fauxqs is not installed; run npm ci'),
  create: async (context) => (await import('./sqs.ts')).createSqs(context),
  resources: {
    type: 'AWS::SQS::Queue',
    nameProperty: 'QueueName',
    provision: ({ url }, queues, identity) => provisionQueues(queues, url, identity),
  },
};
