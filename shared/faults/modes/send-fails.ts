import * as z from 'zod';
import { interrupting } from './mode.ts';

/** In the SDK's form, which it tries again. */
class ServiceUnavailable extends Error {
  override readonly name = 'ServiceUnavailable';
  readonly $fault = 'server';
  readonly $metadata = { httpStatusCode: 503 };
}

export const sendFails = interrupting({
  name: 'send_fails',
  summary: 'SQS does not take a message. With `after`, it has taken it and its answer is lost.',
  seam: 'sqs',
  whens: ['instead', 'after'],
  params: () => z.object({}),
  interrupt() {
    throw new ServiceUnavailable('Service is unable to handle request');
  },
});
