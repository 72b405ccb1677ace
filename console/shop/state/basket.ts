import type { Menu, OrderLine } from '../api/wire.ts';

/** Portions by menu id. */
export type Basket = Readonly<Record<number, number>>;

/** A line of the basket beside what the kitchen has. */
export interface BasketLine {
  readonly menu: Menu;
  readonly quantity: number;
  /** The kitchen has fewer portions than the basket. */
  readonly isShort: boolean;
}

/** The basket with another number of portions of one menu; 0 takes it out. */
export function withQuantity(basket: Basket, menuId: number, quantity: number): Basket {
  const { [menuId]: _, ...rest } = basket;
  return quantity > 0 ? { ...rest, [menuId]: quantity } : rest;
}

/** Lines in the order of the menus. A menu that no longer exists has none. */
export const basketLines = (basket: Basket, menus: readonly Menu[]): BasketLine[] =>
  menus.flatMap((menu) => {
    const quantity = basket[menu.id] ?? 0;
    return quantity > 0 ? [{ menu, quantity, isShort: quantity > menu.inventory }] : [];
  });

/** Won. */
export const totalOf = (lines: readonly BasketLine[]): number =>
  lines.reduce((total, { menu, quantity }) => total + menu.price * quantity, 0);

export const portionsOf = (lines: readonly BasketLine[]): number =>
  lines.reduce((portions, { quantity }) => portions + quantity, 0);

export const toOrderLines = (lines: readonly BasketLine[]): OrderLine[] =>
  lines.map(({ menu, quantity }) => ({ menu_id: menu.id, quantity }));
