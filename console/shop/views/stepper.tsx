import type { Menu } from '../api/wire.ts';
import { gloss } from './gloss.ts';
import type { OfShop } from './props.ts';

/** Portions of one menu, one less and one more. */
export function Stepper({ shop, menu }: OfShop & { readonly menu: Menu }) {
  const { fewer, more } = shop.words.value.basket;
  const { basket, put } = shop.checkout;
  const quantity = basket.value[menu.id] ?? 0;
  const name = gloss(shop, menu.name) ?? menu.name;
  return (
    <div class="stepper">
      <button type="button" aria-label={fewer(name)} onClick={() => put(menu.id, quantity - 1)}>
        −
      </button>
      <output>{quantity}</output>
      <button
        type="button"
        aria-label={more(name)}
        disabled={quantity >= menu.inventory}
        onClick={() => put(menu.id, quantity + 1)}
      >
        +
      </button>
    </div>
  );
}
