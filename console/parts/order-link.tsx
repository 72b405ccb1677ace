import { linkTo } from '#console/state/page-state.ts';

/** An order id that leads to the life of its order. */
export function OrderLink({ orderId }: { readonly orderId: number }) {
  return <a {...linkTo('order', String(orderId))}>{orderId}</a>;
}
