import { useState } from 'preact/hooks';
import type { Problem } from '../api/answer.ts';
import type { Order } from '../api/wire.ts';
import { isCancellable } from '../state/progress.ts';
import type { Words } from '../words/en.ts';
import type { OfShop } from './props.ts';

/** Cancels after a second click, and says why it could not. */
export function Cancel({ shop, order }: OfShop & { readonly order: Order }) {
  const { orders: words } = shop.words.value;
  const { cancelling, cancelled, cancel } = shop.orders;
  const [isAsked, ask] = useState(false);
  const problem = cancelled.value.get(order.id)?.problem;
  const yes = (): void => {
    ask(false);
    void cancel(order.id);
  };
  if (cancelling.value.has(order.id)) {
    return (
      <p class="waiting" role="status">
        <span class="pulse" aria-hidden="true" /> {words.cancelling}
      </p>
    );
  }
  return (
    <>
      {problem ? (
        <p class="why" role="status">
          {whyNot(words, problem)}
        </p>
      ) : null}
      {isCancellable(order) && !isAsked ? (
        <button type="button" class="quiet" onClick={() => ask(true)}>
          {words.cancel}
        </button>
      ) : null}
      {isCancellable(order) && isAsked ? (
        <fieldset class="sure">
          <legend>{words.sure}</legend>
          <button type="button" class="danger" onClick={yes}>
            {words.yes}
          </button>
          <button type="button" class="quiet" onClick={() => ask(false)}>
            {words.no}
          </button>
        </fieldset>
      ) : null}
    </>
  );
}

function whyNot(words: Words['orders'], { code }: Problem): string {
  if (code === 'not_cancellable' || code === 'already_cancelled') return words.tooLateToCancel;
  return code === 'order_undecided' ? words.cancelUndecided : words.cancelFailed;
}
