import type { Section } from '#load/measure/load-result';
import { outcomeClass } from '#load/measure/outcome';

/** End of the name of a step that repeats another one. */
const AGAIN = ' again';
/** An answer that a client asks for again. */
const UNDER_WAY = '409 order_in_progress';

/** Requests that clients wanted answered from the fault on, and those that no repeat of theirs brought an answer. */
export function lostRequests(sections: readonly Section[]): {
  readonly lost: number;
  readonly wanted: number;
} {
  const since = sections.slice(sections.findIndex(({ name }) => name === 'fault'));
  const steps = since.flatMap((section) => section.steps);
  const first = steps.filter(({ step }) => !step.endsWith(AGAIN));
  const repeats = steps.filter(({ step }) => step.endsWith(AGAIN));
  const wanted = first.reduce((sum, { ended }) => sum + ended, 0);
  const answered = [...first, ...repeats].reduce((sum, { outcomes }) => sum + answeredIn(outcomes), 0);
  return { lost: Math.max(0, wanted - answered), wanted };
}

const answeredIn = (outcomes: Readonly<Record<string, number>>): number =>
  Object.entries(outcomes)
    .filter(([outcome]) => ['ok', 'refused'].includes(outcomeClass(outcome)) && outcome !== UNDER_WAY)
    .reduce((sum, [, count]) => sum + count, 0);
