import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { Idempotency } from '../domain/ports.ts';
import type { PlaceOrder } from '../schemas.ts';

/**
 * Identity of a request: its key within one user's keys, and the whole body.
 * @returns undefined for a request without a key
 */
export function idempotencyOf(
  key: string | undefined,
  { items, address, phone }: z.infer<typeof PlaceOrder>,
): ((userId: number) => Idempotency) | undefined {
  if (key === undefined) return undefined;
  const lines = items.map(({ menu_id, quantity }) => [menu_id, quantity]);
  const bodyHash = sha256(JSON.stringify([lines, address, phone]));
  return (userId) => ({ key: `idem#${userId}#${sha256(key)}`, bodyHash });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
