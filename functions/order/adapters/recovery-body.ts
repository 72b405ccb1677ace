import * as z from 'zod';
import type { RecoveryMessage } from '../domain/ports.ts';

/** A recovery message on the wire. Instants and waits in milliseconds. */
export const RecoveryBody = z.object({
  order_id: z.int().positive(),
  since: z.int().positive(),
  cancel: z.string().min(1).optional(),
  delay_ms: z.int().nonnegative().optional(),
});
export type RecoveryBody = z.infer<typeof RecoveryBody>;

export function toRecoveryMessage({ order_id, since, cancel, delay_ms }: RecoveryBody): RecoveryMessage {
  return { orderId: order_id, sinceMs: since, cancel, delayMs: delay_ms };
}
