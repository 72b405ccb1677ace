import { endpoint } from '#shared/http/endpoint';
import { shell } from './deps.ts';
import { orderRoutes } from './routes.ts';

export const handler = endpoint(orderRoutes.routes.setPaymentFailure, shell, async ({ body }) => {
  await shell.switches.set('payment_fail', body);
  return { message: `Payment failure rate set to ${body.fail_percent}%` };
});
