import { checkEach, type Rule } from '../rule.ts';

const REASONS: readonly (string | undefined)[] = ['malformed', 'over_age', 'handler_failed'];

export const deadLettersRule: Rule = {
  name: 'dead-letters',
  claim: 'every dead letter has a reason and names its request',
  check({ deadLetters }) {
    return checkEach(deadLetters, ({ messageId, text, reason, requestId, receiveCount }) => {
      const isExplained = REASONS.includes(reason) && requestId !== undefined && receiveCount !== undefined;
      if (isExplained) return undefined;
      return {
        subject: `dead letter ${messageId}`,
        expected: `a reason (${REASONS.join(', ')}), request_id and receive_count`,
        found: `reason ${reason ?? 'missing'}, request_id ${requestId ?? 'missing'}, receive_count ${receiveCount ?? 'missing'}: ${text.slice(0, 100)}`,
      };
    });
  },
};
