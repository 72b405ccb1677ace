import { billOf, type Order } from '#functions/order/domain/order';

/** An order of user 7 as it is put: pending, of these lines. */
export const pendingOrder = (id: number, lines: Order['lines']): Order => ({
  ...billOf(lines),
  id,
  userId: 7,
  address: 'Seoul',
  phone: '010',
  status: 'pending',
  paymentStatus: 'pending',
  compensationDue: false,
  attempts: { placed: 'a-1' },
  createdAtMs: 1_000,
  updatedAtMs: 1_000,
  deadlineMs: 26_000,
});
