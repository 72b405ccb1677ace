import type { TraceSummary } from '#shared/console/traces';
import { isFailedOrder, isOrderIn } from '#shared/telemetry/order-state';
import { isFailure } from '#shared/telemetry/span-result';

/** One thing about how the work of a trace ended. */
export interface TraceResult {
  readonly kind: 'status' | 'order' | 'recovery' | 'problem';
  readonly text: string;
  readonly isBad: boolean;
}

const FIRST_ERROR = 500;

/** How a trace ended: its status, the order, the messages for recovery, and the error answered unless the order names it. */
export function resultsOf({ status, order, recovery, problem }: TraceSummary): TraceResult[] {
  return [
    ...(status === undefined
      ? []
      : [{ kind: 'status', text: String(status), isBad: status >= FIRST_ERROR } as const]),
    ...(order === undefined ? [] : [{ kind: 'order', text: order, isBad: isFailedOrder(order) } as const]),
    ...recovery.map((text) => ({ kind: 'recovery', text, isBad: isFailure(text) }) as const),
    ...(problem === undefined || isOrderIn(problem, order)
      ? []
      : [{ kind: 'problem', text: problem, isBad: true } as const]),
  ];
}
