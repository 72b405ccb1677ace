import { COMMON } from '#console/words/common.ts';
import { wordsOf } from '#console/words/words.ts';
import { OrderLink } from './order-link.tsx';

const MOST_IDS = 3;

/** The first order ids, and how many more there are: a recovery has a batch of them. */
export function OrderLinks({ orderIds }: { readonly orderIds: readonly number[] }) {
  const more = orderIds.length - MOST_IDS;
  return (
    <>
      {orderIds.slice(0, MOST_IDS).map((id, at) => (
        <span key={id}>
          {at === 0 ? null : ', '}
          <OrderLink orderId={id} />
        </span>
      ))}
      {more > 0 ? ` ${wordsOf(COMMON).more(more)}` : null}
    </>
  );
}
