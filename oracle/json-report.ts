import { unsettled, type Verdict } from './verdict.ts';

/** Writes the report for programs: everything, with the names of the wire. */
export function jsonReport(stage: string, { holds, snapshot, results }: Verdict): string {
  const { orders, stock, queue, deadLetters, copies, takenAtMs } = snapshot;
  const report = {
    holds,
    stage,
    read_at: new Date(takenAtMs).toISOString(),
    orders: orders.size,
    unsettled: unsettled(snapshot),
    menus: stock.menus.size,
    cached_copies: copies.length,
    queue: { visible: queue.visible, in_flight: queue.inFlight, delayed: queue.delayed },
    rules: results.map(({ rule, checked, violations }) => ({
      ...rule,
      holds: violations.length === 0,
      checked,
      violations,
    })),
    dead_letters: deadLetters.map(({ messageId, text, reason, requestId, receiveCount, sentAtMs }) => ({
      message_id: messageId,
      reason: reason ?? null,
      request_id: requestId ?? null,
      receive_count: receiveCount ?? null,
      sent_at: new Date(sentAtMs).toISOString(),
      body: text,
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
