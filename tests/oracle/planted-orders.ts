import { expect } from 'vitest';
import type { TestUser } from '#tests/support/api/client';
import type { Corruption } from './corruption.ts';
import type { JudgedEngine } from './judged-engine.ts';

export type PlantedOrders = ReturnType<typeof plantedOrders>;

/** Total of every planted order. */
export const TOTAL = 18_000;
export const LONG_AGO_MS = Date.now() - 3_600_000;
const FIRST_ID = 1_000;

/** One corruption of one order, and the names of all rules that it breaks. */
export interface OrderCorruption {
  readonly what: string;
  readonly given: (orders: PlantedOrders) => Promise<number>;
  readonly corrupt: (orderId: number, plant: Corruption) => Promise<unknown>;
  readonly breaks: readonly string[];
}

/** Creates orders in each state. Every function returns the id of a new order. */
export function plantedOrders({ api }: JudgedEngine, plant: Corruption, buyer: TestUser) {
  let ids = FIRST_ID;
  /** An id that no order has. */
  const newId = (): number => ids++;
  async function confirmed(): Promise<number> {
    const { status, body } = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
    expect([status, body.status]).toEqual([201, 'confirmed']);
    return body.id;
  }
  async function cancelled(): Promise<number> {
    const orderId = await confirmed();
    expect((await api.cancel(orderId)).status).toBe(200);
    return orderId;
  }
  async function declined(): Promise<number> {
    await api.chaos('order', 'payment_fail', { fail_percent: 100 });
    const { body } = await api.order(buyer, [{ menu_id: 1, quantity: 1 }]);
    await api.chaos('order', 'payment_fail', { fail_percent: 0 });
    expect(body.status).toBe('failed');
    return body.id;
  }
  /** An order that no process works on, as a killed place-order leaves it. */
  async function pending(deadlineMs: number): Promise<number> {
    const orderId = await confirmed();
    await plant.setOrder(orderId, {
      status: 'pending',
      payment_status: 'pending',
      outcome: undefined,
      decided_at: undefined,
      decided_by: undefined,
      deadline: deadlineMs,
    });
    return orderId;
  }
  async function tombstone(): Promise<number> {
    const orderId = newId();
    await plant.putItem({ pk: `order#${orderId}`, order_id: orderId, status: 'void' });
    return orderId;
  }
  return { newId, confirmed, cancelled, declined, pending, tombstone };
}
