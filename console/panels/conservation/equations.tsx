import { shownNumber } from '#console/format.ts';
import { wordsOf } from '#console/words/words.ts';
import type { Conservation } from '#shared/console/conservation';
import { moneyVerdict, portionsVerdict, type SumVerdict } from './sum-verdict.ts';
import { CONSERVATION } from './words.ts';

type Term = readonly [sign: string, value: number, name: string];

/** Portions and money as equations, and what is still to be done. */
export function Equations({ reading }: { readonly reading: Conservation }) {
  const words = wordsOf(CONSERVATION);
  const {
    portions,
    charged,
    refunded,
    owed,
    pending,
    compensations_due: due,
    dead_letters,
    orders,
  } = reading;
  // portions that only the last of two readings misses violate no rule
  const isLost = reading.menus.some(({ is_violated }) => is_violated);
  const missing = portions.stocked - portions.sold - portions.held - portions.left;
  const money = charged - refunded - owed;
  const counts: readonly (readonly [string, number, boolean])[] = [
    [words.orders, orders, false],
    [words.pending, pending, false],
    [words.due, due, due > 0],
    [words.letters, dead_letters, dead_letters > 0],
  ];
  return (
    <div class="sums">
      <Equation
        title={words.portions}
        terms={[
          ['', portions.stocked, words.stocked],
          ['=', portions.sold, words.sold],
          ['+', portions.held, words.held],
          ['+', portions.left, words.left],
        ]}
        {...portionsVerdict(missing, isLost)}
      />
      <Equation
        title={words.money}
        terms={[
          ['', charged, words.charged],
          ['−', refunded, words.refunded],
          ['=', owed, words.owed],
        ]}
        {...moneyVerdict(money, reading.rules)}
      />
      <dl class="card figures">
        {counts.map(([name, count, isBad]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class={isBad ? 'failing' : ''} data-count={name}>
              {shownNumber(count)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

interface EquationProps extends SumVerdict {
  readonly title: string;
  readonly terms: readonly Term[];
}

function Equation({ title, terms, state, verdict }: EquationProps) {
  return (
    <section class={`card equation ${state}`}>
      <h2>{title}</h2>
      <p class="terms">
        {terms.map(([sign, value, name]) => (
          <span key={name}>
            {sign === '' ? null : <i>{sign}</i>}
            <b>{shownNumber(value)}</b> {name}{' '}
          </span>
        ))}
      </p>
      <p class="outcome">
        {state === 'good' ? '✓' : state === 'bad' ? '✗' : '…'} {verdict}
      </p>
    </section>
  );
}
