import { shownNumber } from '#console/format.ts';
import { OrderLink } from '#console/parts/order-link';
import { shownCodes } from '#console/words/codes.ts';
import { wordsOf } from '#console/words/words.ts';
import { RecordTable } from './record-table.tsx';
import { find } from './records-state.ts';
import { STORES } from './words.ts';

export function UserList() {
  const words = wordsOf(STORES);
  return (
    <RecordTable
      kind="users"
      title={words.users}
      heads={[words.user, words.username, words.email, words.created]}
      cells={({ id, username, email, created_at }) => [
        <button type="button" class="link" title={words.ordersOf(username)} onClick={() => find(String(id))}>
          {id}
        </button>,
        username,
        email,
        shownDate(created_at),
      ]}
    />
  );
}

export function OrderList() {
  const words = wordsOf(STORES);
  return (
    <RecordTable
      kind="orders"
      title={words.orders}
      heads={[words.order, words.user, words.state, words.payment, words.total, words.placed]}
      cells={({ id, user_id, state, payment_status, total_price, created_at }) => [
        <OrderLink orderId={id} />,
        user_id,
        shownCodes(state),
        shownCodes(payment_status),
        `₩${shownNumber(total_price)}`,
        shownDate(created_at),
      ]}
    />
  );
}

/** `2030-01-31 12:00:00`, in UTC as the stores have it. */
const shownDate = (iso: string): string => iso.slice(0, 'yyyy-mm-ddThh:mm:ss'.length).replace('T', ' ');
