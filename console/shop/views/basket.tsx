import type { Signal } from '@preact/signals';
import { type BasketLine, portionsOf, totalOf } from '../state/basket.ts';
import { won } from '../words/format.ts';
import { AttemptPanel } from './attempt-panel.tsx';
import { gloss } from './gloss.ts';
import type { OfShop } from './props.ts';
import { Stepper } from './stepper.tsx';

const ID = 'basket';

export function Basket({ shop }: OfShop) {
  const { basket: words } = shop.words.value;
  const lines = shop.lines.value;
  return (
    <>
      <aside class="basket" id={ID} tabIndex={-1} aria-labelledby="basket-title">
        <h2 id="basket-title">{words.title}</h2>
        <AttemptPanel shop={shop} />
        {lines.length === 0 ? <p class="empty">{words.empty}</p> : <Filled shop={shop} />}
      </aside>
      {lines.length === 0 ? null : <Bar shop={shop} />}
    </>
  );
}

function Filled({ shop }: OfShop) {
  const { basket: words } = shop.words.value;
  const { checkout, session, lines, language } = shop;
  const total = won(language.value, totalOf(lines.value));
  const isSending = checkout.attempt.value !== undefined && checkout.attempt.value.end === undefined;
  const repeats = checkout.repeats.value;
  const order = (event: Event): void => {
    event.preventDefault();
    checkout.order();
  };
  return (
    <form onSubmit={order}>
      <ul class="lines">
        {lines.value.map((line) => (
          <Line key={line.menu.id} shop={shop} line={line} />
        ))}
      </ul>
      <p class="total">
        {words.total} <strong>{total}</strong>
      </p>
      <Field label={words.address} value={checkout.address} autocomplete="street-address" longest={500} />
      <Field label={words.phone} value={checkout.phone} autocomplete="tel" longest={40} />
      <button type="submit" class="main" disabled={isSending || repeats === 'other'}>
        {words.order(total)}
      </button>
      {repeats ? <p class="hint">{words.repeats[repeats]}</p> : null}
      {session.user.value ? null : <p class="hint">{words.loginFirst}</p>}
    </form>
  );
}

function Line({ shop, line }: OfShop & { readonly line: BasketLine }) {
  const { menu, quantity, isShort } = line;
  const translated = gloss(shop, menu.name);
  return (
    <li>
      <span class="what">
        <span lang="ko">{menu.name}</span>
        {translated ? <small class="translated">{translated}</small> : null}
        {isShort ? <em>{shop.words.value.basket.short(menu.inventory)}</em> : null}
      </span>
      <Stepper shop={shop} menu={menu} />
      <span class="sum">{won(shop.language.value, menu.price * quantity)}</span>
    </li>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: Signal<string>;
  readonly autocomplete: 'street-address' | 'tel';
  /** Characters. */
  readonly longest: number;
}

function Field({ label, value, autocomplete, longest }: FieldProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        value={value.value}
        required
        maxLength={longest}
        autocomplete={autocomplete}
        onInput={({ currentTarget }) => {
          value.value = currentTarget.value;
        }}
      />
    </label>
  );
}

/** On narrow windows the basket stands below the menu; this leads there. */
function Bar({ shop }: OfShop) {
  const { basket: words } = shop.words.value;
  const lines = shop.lines.value;
  const go = (): void => {
    const place = document.getElementById(ID);
    place?.scrollIntoView();
    place?.focus({ preventScroll: true });
  };
  return (
    <button type="button" class="bar" onClick={go}>
      <span>{words.portions(portionsOf(lines))}</span>
      <span>{words.review}</span>
      <strong>{won(shop.language.value, totalOf(lines))}</strong>
    </button>
  );
}
