import { shownNumber } from '#console/format.ts';
import { wordsOf } from '#console/words/words.ts';
import type { RuleVerdict } from '#shared/console/conservation';
import { CONSERVATION } from './words.ts';

/** What is said of a sum. Only the oracle makes it bad: counts are not read at one instant, so they may differ for a while. */
export interface SumVerdict {
  readonly state: 'good' | 'bad' | 'waiting';
  readonly verdict: string;
}

/** @param missing portions that do not add up; negative where there are too many @param isViolated whether the oracle says so */
export function portionsVerdict(missing: number, isViolated: boolean): SumVerdict {
  const words = wordsOf(CONSERVATION);
  const amount = shownNumber(Math.abs(missing));
  return verdictOf(missing, isViolated, {
    notEach: words.notEach,
    differs: words.notConfirmed(amount),
    isWrong: missing > 0 ? words.lost(amount) : words.surplus(amount),
  });
}

/** The rule that judges the money of each order. */
const OF_EACH_ORDER = 'ledger';
/** Rules that say, with the one above, why a sum of money differs. */
const OF_NO_ORDER: readonly string[] = ['orphans', 'tombstones'];

/** @param difference won that are charged, but neither refunded nor owed; an order under way is charged before it is owed */
export function moneyVerdict(difference: number, rules: readonly RuleVerdict[]): SumVerdict {
  const words = wordsOf(CONSERVATION);
  const amount = shownNumber(difference);
  const isViolated = rules.some(
    ({ name, violations }) =>
      violations > 0 && (name === OF_EACH_ORDER || (difference !== 0 && OF_NO_ORDER.includes(name))),
  );
  return verdictOf(difference, isViolated, {
    notEach: words.notEachOrder,
    differs: words.underWay(amount),
    isWrong: words.notOwed(amount),
  });
}

interface VerdictWords {
  /** The sum adds up, though its parts do not. */
  readonly notEach: string;
  readonly differs: string;
  readonly isWrong: string;
}

function verdictOf(difference: number, isViolated: boolean, words: VerdictWords): SumVerdict {
  if (isViolated) return { state: 'bad', verdict: difference === 0 ? words.notEach : words.isWrong };
  if (difference === 0) return { state: 'good', verdict: wordsOf(CONSERVATION).equal };
  return { state: 'waiting', verdict: words.differs };
}
