import { useEffect, useRef, useState } from 'preact/hooks';
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
  const place = useFocusKept(isAsked);
  const problem = cancelled.value.get(order.id)?.problem;
  const yes = (): void => {
    ask(false);
    void cancel(order.id);
  };
  if (cancelling.value.has(order.id)) {
    return (
      <div class="cancel" ref={place}>
        <p class="waiting" role="status">
          <span class="pulse" aria-hidden="true" /> {words.cancelling}
        </p>
      </div>
    );
  }
  return (
    <div class="cancel" ref={place}>
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
    </div>
  );
}

/** Moves the focus on when the button that had it goes: to the button that changes nothing, or else to the card of the order. */
function useFocusKept(isAsked: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) {
      const button = place.current?.querySelector<HTMLElement>('button:last-of-type');
      (button ?? place.current?.closest<HTMLElement>('article'))?.focus({ preventScroll: true });
    }
    isFirst.current = false;
  }, [isAsked]);
  return place;
}

function whyNot(words: Words['orders'], { code }: Problem): string {
  if (code === 'not_cancellable' || code === 'already_cancelled') return words.tooLateToCancel;
  return code === 'order_undecided' ? words.cancelUndecided : words.cancelFailed;
}
