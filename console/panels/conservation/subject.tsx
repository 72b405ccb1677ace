import { OrderLink } from '#console/parts/order-link';

/** What the oracle calls an order, and a copy of one. */
const OF_ORDER = /^(order |the copy order:)(\d+)$/;

/** What violates a rule; an order leads to its life. */
export function Subject({ subject }: { readonly subject: string }) {
  const [, before, id] = OF_ORDER.exec(subject) ?? [];
  if (id === undefined) return <>{subject}</>;
  return (
    <>
      {before}
      <OrderLink orderId={Number(id)} />
    </>
  );
}
