import { render } from 'preact';
import { keepFresh } from './state/keep-fresh.ts';
import { createShop } from './state/shop.ts';
import { App } from './views/app.tsx';

const place = document.getElementById('shop');
if (place) {
  const shop = createShop();
  place.replaceChildren();
  render(<App shop={shop} />, place);
  keepFresh(shop);
}
