import { shownNumber } from '#console/format.ts';
import { shownCodes } from '#console/words/codes.ts';
import { wordsOf } from '#console/words/words.ts';
import type { OrderHistoryBody } from '#shared/console/order-history';
import { ORDER } from './words.ts';

/** How the stores have the order now. */
export function OrderFacts({ history }: { readonly history: OrderHistoryBody }) {
  const words = wordsOf(ORDER);
  const { status, outcome, payment_status, compensation_due, total_price, user_id, cache } = history;
  const state = outcome && status === 'failed' ? `${status}: ${outcome}` : status;
  const facts = [
    [words.state, state && shownCodes(state)],
    [words.payment, payment_status && shownCodes(payment_status)],
    [words.total, total_price === undefined ? undefined : `₩${shownNumber(total_price)}`],
    [words.user, user_id],
  ] as const;
  return (
    <>
      <dl class="facts">
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <p class="muted">
        {compensation_due ? <strong class="bad">{words.due} </strong> : null}
        {cache ? cache.agrees ? words.cacheSame : <strong class="bad">{words.cacheOther}</strong> : null}
      </p>
    </>
  );
}
