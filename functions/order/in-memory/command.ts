import type { PlaceOrderCommand } from '../domain/place-order.ts';

/** An order for two portions of menu 1. */
export const commandWithin = (remainingMs: () => number): PlaceOrderCommand => ({
  token: 'token',
  lines: [{ menuId: 1, quantity: 2 }],
  address: 'Seoul',
  phone: '010',
  remainingMs,
});
