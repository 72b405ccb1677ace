import type { Violation } from '#oracle/rule';
import type { Verdict } from '#oracle/verdict';
import { ANSWERS } from '#tools/fault-docs/boundaries';
import { isBelieved } from './liars.ts';
import type { Result } from './result.ts';

/** A claim that does not hold. */
export interface Finding {
  /** A rule of the oracle, or {@link ANSWERS}. */
  readonly rule: string;
  readonly text: string;
  /** What may have caused it: one experiment, where it is known which. */
  readonly suspects: readonly Result[];
}

const LONG_NUMBER = /\d{9,}/g;

/** Collects what each batch shows that no earlier one has shown. */
export class Findings {
  readonly #known = new Set<string>();

  /** What is new in this batch. */
  add(results: readonly Result[], { results: rules }: Verdict): readonly Finding[] {
    const answers = results.flatMap((result) =>
      result.problem === undefined || !result.isReached
        ? []
        : [{ rule: result.rule ?? ANSWERS, text: result.problem, suspects: [result] }],
    );
    const violated = rules.flatMap(({ rule, violations }) =>
      violations
        .filter((violation) => this.#isNew(rule.name, violation))
        .map((violation) => ({
          rule: rule.name,
          text: textOf(violation),
          suspects: suspectsOf(violation, results),
        })),
    );
    return [...violated, ...answers];
  }

  #isNew(rule: string, violation: Violation): boolean {
    const key = `${rule} ${textOf(violation)}`;
    if (this.#known.has(key)) return false;
    this.#known.add(key);
    return true;
  }
}

const textOf = ({ subject, expected, found }: Violation): string =>
  `${subject}: expected ${expected}, found ${found}`;

/** The experiments whose orders a violation names; all of the batch where it names none. */
function suspectsOf(violation: Violation, results: readonly Result[]): readonly Result[] {
  const ids = (textOf(violation).match(LONG_NUMBER) ?? []).map(Number);
  const named = results.filter(
    ({ orderIds, subjects = [] }) =>
      orderIds.some((id) => ids.includes(id)) || subjects.includes(violation.subject),
  );
  return named.length > 0 ? named : results;
}

/** Whether a lie caused it that is named as one that the system believes. */
export const isOfLie = ({ suspects }: Pick<Finding, 'suspects'>): boolean =>
  suspects.some(({ experiment }) => experiment.strikes.some(isBelieved));
