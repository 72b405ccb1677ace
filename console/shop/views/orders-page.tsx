import { MENU_HASH } from '../state/view.ts';
import { FinePrint } from './fine-print.tsx';
import { OrderCard } from './order-card.tsx';
import type { OfShop } from './props.ts';
import { SlowNote } from './slow-note.tsx';

export function OrdersPage({ shop }: OfShop) {
  const { orders: words } = shop.words.value;
  return (
    <div class="orders">
      <h1>{words.title}</h1>
      {shop.session.user.value ? <List shop={shop} /> : <Login shop={shop} />}
    </div>
  );
}

function Login({ shop: { session, orders, words } }: OfShop) {
  const ask = (): void => {
    session.asked.value = { next: () => void orders.refresh() };
  };
  return (
    <div class="note">
      <p>{words.value.orders.login}</p>
      <button type="button" class="main" onClick={ask}>
        {words.value.account.logIn}
      </button>
    </div>
  );
}

function List({ shop }: OfShop) {
  const { orders: words, menu } = shop.words.value;
  const { list, read, refresh } = shop.orders;
  const view = shop.view.value;
  const shown = view.name === 'orders' ? view.orderId : undefined;
  const answer = read.value;
  if (!answer && list.value.length === 0) return <SlowNote soon={menu.loading} slow={menu.slow} />;
  return (
    <>
      {answer?.problem ? (
        <div class="note problem" role="status">
          <p>{words.failed}</p>
          <button type="button" onClick={() => void refresh()}>
            {menu.again}
          </button>
          <FinePrint shop={shop} answer={answer} />
        </div>
      ) : null}
      {answer?.body && list.value.length === 0 ? (
        <p class="empty">
          {words.empty} <a href={MENU_HASH}>{words.toMenu}</a>
        </p>
      ) : null}
      <ol class="order-list">
        {list.value.map((order) => (
          <li key={order.id}>
            <OrderCard shop={shop} order={order} isShown={order.id === shown} />
          </li>
        ))}
      </ol>
    </>
  );
}
