import { useEffect } from 'preact/hooks';
import { AccountDialog } from './account-dialog.tsx';
import { Basket } from './basket.tsx';
import { Header } from './header.tsx';
import { MenuPage } from './menu-page.tsx';
import { OrdersPage } from './orders-page.tsx';
import type { OfShop } from './props.ts';
import { Rest } from './rest.tsx';

const CONTENT = 'content';

export function App({ shop }: OfShop) {
  const words = shop.words.value;
  const isMenu = shop.view.value.name === 'menu';
  const title = `${isMenu ? words.nav.menu : words.nav.orders} · ${words.brand}`;
  useEffect(() => {
    document.documentElement.lang = shop.language.value;
    document.title = title;
  }, [shop.language.value, title]);
  const toContent = (event: Event): void => {
    event.preventDefault();
    document.getElementById(CONTENT)?.focus();
  };
  return (
    <>
      <a class="skip" href={`#${CONTENT}`} onClick={toContent}>
        {words.skip}
      </a>
      <Header shop={shop} />
      <main id={CONTENT} tabIndex={-1} class={isMenu ? 'with-basket' : ''}>
        {isMenu ? <MenuPage shop={shop} /> : <OrdersPage shop={shop} />}
        {isMenu ? <Basket shop={shop} /> : null}
      </main>
      <Rest shop={shop} />
      <AccountDialog shop={shop} />
    </>
  );
}
