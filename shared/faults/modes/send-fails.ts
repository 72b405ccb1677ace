import * as z from 'zod';
import { AwsError } from '#shared/aws/aws-error';
import { interrupting } from './mode.ts';

const UNAVAILABLE = 503;

export const sendFails = interrupting({
  name: 'send_fails',
  summary: 'SQS does not take a message. With `after`, it has taken it and its answer is lost.',
  seam: 'sqs',
  whens: ['instead', 'after'],
  params: () => z.object({}),
  interrupt() {
    throw new AwsError('ServiceUnavailable', 'Service is unable to handle request', UNAVAILABLE);
  },
});
