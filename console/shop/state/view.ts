/** What the address shows. */
export type View =
  | { readonly name: 'menu' }
  | { readonly name: 'orders'; readonly orderId: number | undefined };

/** @param hash such as `#/orders/42`; anything else is the menu */
export function viewOf(hash: string): View {
  const [, isOrders, id] = /^#\/(orders)(?:\/(\d+))?$/.exec(hash) ?? [];
  return isOrders ? { name: 'orders', orderId: id === undefined ? undefined : Number(id) } : { name: 'menu' };
}

export const MENU_HASH = '#/';
export const ORDERS_HASH = '#/orders';
export const orderHash = (orderId: number): string => `${ORDERS_HASH}/${orderId}`;
