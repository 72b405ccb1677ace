import { useEffect, useRef } from 'preact/hooks';
import type { Order } from '../api/wire.ts';
import { isCancellable, STEPS, stepsReached } from '../state/progress.ts';
import { moment, won } from '../words/format.ts';
import { Cancel } from './cancel.tsx';
import { FinePrint } from './fine-print.tsx';
import { gloss } from './gloss.ts';
import type { OfShop } from './props.ts';

interface OrderCardProps extends OfShop {
  readonly order: Order;
}

/** @param isShown the address names this order */
export function OrderCard({ shop, order, isShown }: OrderCardProps & { readonly isShown: boolean }) {
  const { status, payment, orders: words } = shop.words.value;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isShown) card.current?.scrollIntoView({ block: 'center' });
  }, [isShown]);
  const language = shop.language.value;
  const answer = shop.orders.cancelled.value.get(order.id);
  return (
    <article class={`order ${order.status} ${isShown ? 'shown' : ''}`} ref={card} tabIndex={-1}>
      <header>
        <h2>{status[order.status]}</h2>
        <time dateTime={order.created_at}>{moment(language, order.created_at)}</time>
      </header>
      <Steps shop={shop} order={order} />
      <ul class="items">
        {order.items.map(({ menu_id, name, quantity, price }) => (
          <li key={menu_id}>
            <span>
              <span lang="ko">{words.items(name, quantity)}</span> <small>{gloss(shop, name)}</small>
            </span>
            <span>{won(language, price * quantity)}</span>
          </li>
        ))}
      </ul>
      <p class="total">
        <span class={`payment ${order.payment_status}`}>{payment[order.payment_status]}</span>
        <strong>{won(language, order.total_price)}</strong>
      </p>
      {isCancellable(order) || answer?.problem ? <Cancel shop={shop} order={order} /> : null}
      <FinePrint shop={shop} orderId={order.id} answer={answer} />
    </article>
  );
}

function Steps({ shop, order }: OrderCardProps) {
  const { status, orders } = shop.words.value;
  const reached = stepsReached(order.status);
  if (reached === 0) return null;
  return (
    <ol class="steps" aria-label={orders.progress}>
      {STEPS.map((step, at) => (
        <li
          key={step}
          class={at < reached ? 'reached' : ''}
          aria-current={step === order.status ? 'step' : undefined}
        >
          <span>{status[step]}</span>
        </li>
      ))}
    </ol>
  );
}
