import type { NoAnswer } from '#load/http/connections';

const NO_ANSWER = 'no answer: ';

/** Name of an outcome without an answer. */
export const withoutAnswer = (reason: NoAnswer): string => `${NO_ANSWER}${reason}`;

/**
 * - `ok`: answered as asked; an order that failed is one too, with 201
 * - `refused`: a 4xx, the client's own doing or a limit
 * - `failed`: a 5xx, or an answer that cannot be read
 * - `unanswered`: no answer
 */
export type OutcomeClass = 'ok' | 'refused' | 'failed' | 'unanswered';

/** The class of an outcome such as `503 dependency_unavailable`. */
export function outcomeClass(outcome: string): OutcomeClass {
  if (outcome.startsWith(NO_ANSWER)) return 'unanswered';
  if (outcome.startsWith('4')) return 'refused';
  return outcome.startsWith('2') && !outcome.endsWith(UNREADABLE) ? 'ok' : 'failed';
}

/** Follows the status of an answer whose body is not what the API promises. */
export const UNREADABLE = ' unreadable';
