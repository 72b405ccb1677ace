import type { Client } from './client.ts';
import { placeOrder, repeat, SOME } from './demo-orders.ts';

export async function withFaults(client: Client, menuId: number): Promise<void> {
  await client.call('validate', 'user', 'POST', '/validate?delay=150');
  try {
    await client.call('set fault', 'order', 'POST', '/chaos/payment_fail', { fail_percent: 100 });
    await placeOrder(client, menuId);
    await client.call('set fault', 'user', 'POST', '/chaos/error', { enable: true });
    await repeat(SOME, () => client.call('validate', 'user', 'POST', '/validate'));
  } finally {
    await client.call('set fault', 'order', 'POST', '/chaos/payment_fail', { fail_percent: 0 });
    await client.call('set fault', 'user', 'POST', '/chaos/error', { enable: false });
  }
}
