import * as z from 'zod';
import { surrounding } from './mode.ts';
import { withMessage } from './wire/with-message.ts';

export const poison = surrounding({
  name: 'poison',
  summary: 'Before each message comes one that cannot be read.',
  seam: 'sqs',
  params: () => z.object({}),
  async around({ call }, next) {
    await withMessage(
      call,
      (message) => ({ ...message, MessageBody: '{"order_id":', DelaySeconds: 0 }),
      next,
    );
    return next();
  },
});
