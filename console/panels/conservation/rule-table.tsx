import { Told } from '#console/parts/told';
import { wordsOf } from '#console/words/words.ts';
import type { RuleVerdict } from '#shared/console/conservation';
import { RULES_IN_KOREAN } from './rules-in-korean.ts';
import { Subject } from './subject.tsx';
import { CONSERVATION } from './words.ts';

/** Every rule of the oracle, violated ones first, with the orders that violate it. */
export function RuleTable({ rules }: { readonly rules: readonly RuleVerdict[] }) {
  const words = wordsOf(CONSERVATION);
  const sorted = rules.toSorted((one, other) => Number(other.violations > 0) - Number(one.violations > 0));
  return (
    <section class="card">
      <h2>{words.rules}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.verdict}</th>
            <th scope="col">{words.rule}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((rule) => (
            <Rule key={rule.name} rule={rule} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Rule({ rule: { name, claim, violations, examples } }: { readonly rule: RuleVerdict }) {
  const words = wordsOf(CONSERVATION);
  const isGood = violations === 0;
  const more = violations - examples.length;
  return (
    <tr class={isGood ? 'good' : 'bad'} data-rule={name}>
      <td>
        {isGood ? '✓' : '✗'} {isGood ? words.good : words.bad}
      </td>
      <td>
        <strong>{name}</strong>{' '}
        <span class="muted">
          <Told korean={RULES_IN_KOREAN} about={name} text={claim} />
        </span>
        {isGood ? null : (
          <ul>
            {examples.map(({ subject, expected, found }) => (
              <li key={subject}>
                <strong>
                  <Subject subject={subject} />
                </strong>
                : {words.expected} {expected}, {words.found} {found}
              </li>
            ))}
            {more > 0 ? <li class="muted">{words.more(more)}</li> : null}
          </ul>
        )}
      </td>
    </tr>
  );
}
