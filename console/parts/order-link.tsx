import { go } from '#console/state/page-state.ts';

/** An order id that leads to the life of its order. */
export function OrderLink({ orderId }: { readonly orderId: number }) {
  return (
    <a
      href={`/?panel=order&chosen=${orderId}`}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go('order', String(orderId));
      }}
    >
      {orderId}
    </a>
  );
}
