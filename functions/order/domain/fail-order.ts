import { decide } from './decide.ts';
import type { Outcome } from './order.ts';
import type { OrderDeps, Updated } from './ports.ts';

/** Lets a pending order fail, unless somebody decided it before. Gives nothing back: that is for who wins. */
export function failOrder(
  deps: OrderDeps,
  orderId: number,
  outcome: Outcome,
  compensationDue: boolean,
): Promise<Updated> {
  return decide(deps, orderId, {
    from: ['pending'],
    status: 'failed',
    outcome,
    paymentStatus: 'failed',
    compensationDue,
    stamp: { step: 'decided', attempt: deps.newAttemptId() },
  });
}
