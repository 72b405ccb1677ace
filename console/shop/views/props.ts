import type { Shop } from '../state/shop.ts';

/** What every view gets. */
export interface OfShop {
  readonly shop: Shop;
}
