import type { RuleResult, Verdict } from './verdict.ts';

const EXAMPLES = 10;
const NAME_WIDTH = 16;
const DETAIL = ' '.repeat(10);

export function ruleLines({ rule, checked, violations }: RuleResult): string[] {
  const isOk = violations.length === 0;
  const count = isOk ? `${checked} checked` : `${violations.length} of ${checked}`;
  const head = `${isOk ? 'ok' : 'VIOLATED'}`.padEnd(DETAIL.length) + rule.name.padEnd(NAME_WIDTH);
  const examples = exampleLines(
    violations,
    ({ subject, expected, found }) => `${subject}: expected ${expected}; found ${found}`,
  );
  return [`${head}${rule.claim} (${count})`, ...examples];
}

export function letterLines({ snapshot: { deadLetters } }: Verdict): string[] {
  if (deadLetters.length === 0) return [];
  const examples = exampleLines(
    deadLetters,
    ({ reason, requestId, receiveCount, text }) =>
      `${reason ?? 'no reason'}, request ${requestId ?? 'unknown'}, received ${receiveCount ?? '?'} times: ${text.slice(0, 120)}`,
  );
  return ['', 'Dead letters (npm run redrive brings them back)', ...examples];
}

/** The first few, and how many there are beyond them. */
function exampleLines<T>(all: readonly T[], text: (one: T) => string): string[] {
  const more = all.length - EXAMPLES;
  const lines = all.slice(0, EXAMPLES).map(text);
  return [...lines, ...(more > 0 ? [`… and ${more} more`] : [])].map((line) => `${DETAIL}  ${line}`);
}
