import { MENU_HASH, ORDERS_HASH } from '../state/view.ts';
import { LanguageSwitch } from './language-switch.tsx';
import type { OfShop } from './props.ts';

export function Header({ shop }: OfShop) {
  const words = shop.words.value;
  const { name } = shop.view.value;
  return (
    <header class="top">
      <a class="brand" href={MENU_HASH}>
        <Bowl />
        {words.brand}
      </a>
      <nav class="places" aria-label={words.nav.label}>
        <a href={MENU_HASH} aria-current={name === 'menu' ? 'page' : undefined}>
          {words.nav.menu}
        </a>
        <a href={ORDERS_HASH} aria-current={name === 'orders' ? 'page' : undefined}>
          {words.nav.orders}
        </a>
      </nav>
      <div class="end">
        <LanguageSwitch shop={shop} />
        <Account shop={shop} />
      </div>
    </header>
  );
}

function Account({ shop: { session, words } }: OfShop) {
  const { logIn, logOut, hello } = words.value.account;
  const user = session.user.value;
  const ask = (): void => {
    session.asked.value = {};
  };
  if (!user) {
    return (
      <button type="button" class="quiet" onClick={ask}>
        {logIn}
      </button>
    );
  }
  return (
    <>
      <span class="hello">{hello(user.username)}</span>
      <button type="button" class="quiet" onClick={session.logOut}>
        {logOut}
      </button>
    </>
  );
}

function Bowl() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path d="M3 15h26a13 12 0 0 1-8 11v2H11v-2A13 12 0 0 1 3 15z" fill="currentColor" />
      <path
        d="M11 11c-2-3 2-4 0-7M16 11c-2-3 2-4 0-7M21 11c-2-3 2-4 0-7"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
      />
    </svg>
  );
}
