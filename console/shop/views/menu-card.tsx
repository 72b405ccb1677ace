import type { Menu } from '../api/wire.ts';
import { stockLevel } from '../state/stock-level.ts';
import { count, won } from '../words/format.ts';
import { DishArt } from './dish-art.tsx';
import { gloss } from './gloss.ts';
import type { OfShop } from './props.ts';
import { Stepper } from './stepper.tsx';

interface MenuCardProps extends OfShop {
  readonly menu: Menu;
}

export function MenuCard({ shop, menu }: MenuCardProps) {
  const { name, description, price, inventory } = menu;
  const level = stockLevel(inventory);
  const translated = gloss(shop, name);
  return (
    <article class={`card ${level}`}>
      <DishArt name={name} variant={menu.id % 2 === 0 ? 1 : 0} />
      <div class="about">
        <h3>
          <span lang="ko">{name}</span>
          {translated ? <small class="translated">{translated}</small> : null}
        </h3>
        {description ? <p lang="ko">{description}</p> : null}
        <p class="price">{won(shop.language.value, price)}</p>
      </div>
      <div class="buy">
        <Left shop={shop} inventory={inventory} />
        <Amount shop={shop} menu={menu} />
      </div>
    </article>
  );
}

function Left({ shop, inventory }: OfShop & { readonly inventory: number }) {
  const { left, low, soldOut } = shop.words.value.menu;
  const level = stockLevel(inventory);
  const text = { soldOut, low: low(inventory), plenty: left(count(shop.language.value, inventory)) }[level];
  return <span class={`left ${level}`}>{text}</span>;
}

function Amount({ shop, menu }: MenuCardProps) {
  const words = shop.words.value.menu;
  const name = gloss(shop, menu.name) ?? menu.name;
  if (shop.checkout.basket.value[menu.id]) return <Stepper shop={shop} menu={menu} />;
  return (
    <button
      type="button"
      class="add"
      aria-label={words.addNamed(name)}
      disabled={menu.inventory <= 0}
      onClick={() => shop.checkout.put(menu.id, 1)}
    >
      {words.add}
    </button>
  );
}
