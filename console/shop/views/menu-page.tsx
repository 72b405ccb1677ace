import type { Menu, Restaurant } from '../api/wire.ts';
import { FinePrint } from './fine-print.tsx';
import { gloss } from './gloss.ts';
import { MenuCard } from './menu-card.tsx';
import type { OfShop } from './props.ts';
import { SlowNote } from './slow-note.tsx';

export function MenuPage({ shop }: OfShop) {
  const { menu: words } = shop.words.value;
  const { menus } = shop.stock;
  return (
    <div class="menu">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <State shop={shop} />
      <div class="kitchens">
        {restaurantsOf(menus.value, shop.stock.restaurants.value).map(([restaurant, own]) => (
          <Kitchen key={own[0]?.restaurant_id} shop={shop} restaurant={restaurant} menus={own} />
        ))}
      </div>
    </div>
  );
}

/** What is wrong with the menu as it is shown, if anything is. */
function State({ shop }: OfShop) {
  const { menu: words } = shop.words.value;
  const { menus, read, isReading, refresh } = shop.stock;
  const answer = read.value;
  const isEmpty = menus.value.length === 0;
  if (!answer) return <SlowNote soon={words.loading} slow={words.slow} />;
  if (!answer.problem) return null;
  return (
    <div class="note problem" role="status">
      <p>{isEmpty ? words.failed : words.stale}</p>
      <button type="button" disabled={isReading.value} onClick={() => void refresh()}>
        {words.again}
      </button>
      <FinePrint shop={shop} answer={answer} />
    </div>
  );
}

interface KitchenProps extends OfShop {
  readonly restaurant: Restaurant | undefined;
  readonly menus: readonly Menu[];
}

function Kitchen({ shop, restaurant, menus }: KitchenProps) {
  const name = restaurant?.name ?? '';
  return (
    <section class="kitchen">
      {restaurant ? (
        <header>
          <h2>
            <span lang="ko">{name}</span> <small>{gloss(shop, name)}</small>
          </h2>
          <p lang="ko">{restaurant.description}</p>
        </header>
      ) : null}
      <ul class="cards">
        {menus.map((menu) => (
          <li key={menu.id}>
            <MenuCard shop={shop} menu={menu} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Menus of each restaurant. The restaurants themselves may not have been read. */
function restaurantsOf(
  menus: readonly Menu[],
  restaurants: readonly Restaurant[],
): [Restaurant | undefined, readonly Menu[]][] {
  const groups = Map.groupBy(menus, ({ restaurant_id }) => restaurant_id);
  return [...groups].map(([id, own]) => [restaurants.find((each) => each.id === id), own]);
}
