import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Words } from '../words/en.ts';
import { type Language, preferredLanguage } from '../words/language.ts';
import { WORDS } from '../words/words.ts';
import { type BasketLine, basketLines } from './basket.ts';
import { type Checkout, createCheckout } from './checkout.ts';
import { keep, readKept } from './kept.ts';
import { createOrders, type Orders } from './orders.ts';
import { createSession, type Session } from './session.ts';
import { createStock, type Stock } from './stock.ts';
import { type View, viewOf } from './view.ts';

/** Everything that the page shows. There is one. */
export interface Shop {
  readonly language: ReadonlySignal<Language>;
  readonly words: ReadonlySignal<Words>;
  readonly view: Signal<View>;
  readonly session: Session;
  readonly stock: Stock;
  readonly checkout: Checkout;
  readonly orders: Orders;
  /** The basket beside the present stock. */
  readonly lines: ReadonlySignal<readonly BasketLine[]>;
  speak(language: Language): void;
}

const LANGUAGE = 'language';
/** In the address, as in that of the console. */
const ASKED = 'lang';

export function createShop(): Shop {
  const query = new URLSearchParams(location.search);
  const asked = query.get(ASKED) ?? undefined;
  const language = signal(preferredLanguage(asked, readKept(LANGUAGE), navigator.languages));
  const session = createSession();
  const stock = createStock();
  const orders = createOrders(session);
  const checkout = createCheckout({ session, stock, orders });
  const view = signal(viewOf(location.hash));
  addEventListener('hashchange', () => {
    view.value = viewOf(location.hash);
  });
  return {
    ...{ language, session, stock, orders, checkout, view },
    words: computed(() => WORDS[language.value]),
    lines: computed(() => basketLines(checkout.basket.value, stock.menus.value)),
    speak(wanted) {
      language.value = wanted;
      keep(LANGUAGE, wanted);
      if (asked === undefined) return;
      // a reload is not to undo the choice
      query.set(ASKED, wanted);
      history.replaceState(history.state, '', `?${query}${location.hash}`);
    },
  };
}
