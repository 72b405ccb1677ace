import { type RuleResult, unsettled, type Verdict } from './judge.ts';

const EXAMPLES = 10;
const NAME_WIDTH = 16;
const DETAIL = ' '.repeat(10);

/** For people: one line per rule, and what is wrong below it. */
export function textReport(stage: string, verdict: Verdict): string {
  const { results, holds } = verdict;
  const violated = results.filter(({ violations }) => violations.length > 0);
  const names = violated.map(({ rule }) => rule.name).join(', ');
  return [
    summary(stage, verdict),
    '',
    ...results.flatMap(ruleLines),
    ...letterLines(verdict),
    '',
    holds ? 'All invariants hold.' : `VIOLATED: ${names}`,
    '',
  ].join('\n');
}

function summary(stage: string, { snapshot }: Verdict): string {
  const { orders, stock, queue, deadLetters, copies, takenAtMs } = snapshot;
  const waiting = queue.visible + queue.inFlight + queue.delayed;
  const counts = [
    `${orders.size} orders (${unsettled(snapshot)} not at rest)`,
    `${stock.menus.size} menus`,
    `${waiting} recovery messages`,
    `${deadLetters.length} dead letters`,
    `${copies.length} cached copies`,
  ];
  return `Stage ${stage}, read at ${new Date(takenAtMs).toISOString()}: ${counts.join(', ')}`;
}

function ruleLines({ rule, checked, violations }: RuleResult): string[] {
  const isOk = violations.length === 0;
  const count = isOk ? `${checked} checked` : `${violations.length} of ${checked}`;
  const head = `${isOk ? 'ok' : 'VIOLATED'}`.padEnd(DETAIL.length) + rule.name.padEnd(NAME_WIDTH);
  const examples = violations
    .slice(0, EXAMPLES)
    .map(({ subject, expected, found }) => `${DETAIL}  ${subject}: expected ${expected}; found ${found}`);
  const more = violations.length - examples.length;
  return [
    `${head}${rule.claim} (${count})`,
    ...examples,
    ...(more > 0 ? [`${DETAIL}  … and ${more} more`] : []),
  ];
}

function letterLines({ snapshot: { deadLetters } }: Verdict): string[] {
  if (deadLetters.length === 0) return [];
  const lines = deadLetters
    .slice(0, EXAMPLES)
    .map(
      ({ reason, requestId, receiveCount, text }) =>
        `${DETAIL}  ${reason ?? 'no reason'}, request ${requestId ?? 'unknown'}, received ${receiveCount ?? '?'} times: ${text.slice(0, 120)}`,
    );
  const more = deadLetters.length - lines.length;
  return [
    '',
    'Dead letters (npm run redrive brings them back)',
    ...lines,
    ...(more > 0 ? [`${DETAIL}  … and ${more} more`] : []),
  ];
}

/** For programs: everything, in the names of the wire. */
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
