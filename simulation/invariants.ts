import { type Order, type OrderStatus, type PricedLine, totalOf } from '#functions/order/domain/order';
import type { MemoryStores } from '#functions/order/in-memory/stores';
import type { Client, Clients } from './clients.ts';

const GOING: readonly OrderStatus[] = ['confirmed', 'preparing', 'out_for_delivery', 'delivered'];

/** Checks what must hold when all work has ended. @returns one sentence per violation */
export function violationsAtRest(
  stores: MemoryStores,
  clients: Clients,
  stockAtStart: ReadonlyMap<number, number>,
): string[] {
  const found: string[] = [];
  checkStock(stores, stockAtStart, found);
  for (const order of stores.orders.values()) checkOrder(stores, order, found);
  for (const client of clients.all) checkClient(stores, client, found);
  return found;
}

function checkStock(stores: MemoryStores, stockAtStart: ReadonlyMap<number, number>, found: string[]): void {
  const reserved = new Map<number, number>();
  for (const [id, { state, lines }] of stores.operations) {
    if (state !== 'reserved') continue;
    if (!stores.orders.has(id)) found.push(`reservation ${id} has no order`);
    for (const { menuId, quantity } of lines) reserved.set(menuId, (reserved.get(menuId) ?? 0) + quantity);
  }
  for (const [menuId, start] of stockAtStart) {
    const left = stores.stock.get(menuId) ?? 0;
    const held = reserved.get(menuId) ?? 0;
    if (left < 0 || left + held !== start)
      found.push(`stock of menu ${menuId}: ${start} at start, ${left} left, ${held} reserved`);
  }
}

function checkOrder(stores: MemoryStores, order: Order, found: string[]): void {
  const bad = (what: string): void => {
    found.push(`order ${order.id} (${order.status}) ${what}`);
  };
  const slot = stores.ledger.get(order.id);
  const charges = slot?.charges ?? 0;
  const netCharges = charges - (slot?.refunds ?? 0);
  const isGoing = GOING.includes(order.status);
  const holdsStock = stores.operations.get(order.id)?.state === 'reserved';
  const payment = isGoing ? 'completed' : charges > 0 ? 'refunded' : 'failed';
  if (order.status === 'pending') bad('is still pending');
  if (order.compensationDue) bad('still has compensation due');
  if (holdsStock !== isGoing) bad(holdsStock ? 'holds stock' : 'holds no stock');
  if (netCharges !== (isGoing ? 1 : 0)) bad(`has net charges of ${netCharges}`);
  if (order.status !== 'void' && order.paymentStatus !== payment)
    bad(`says payment ${order.paymentStatus}, the ledger says ${payment}`);
  if (charges > 0 && stores.declined.has(order.id)) bad('was charged after it had been declined');
  if (order.outcome === 'payment_failed' && charges > 0)
    bad('got the answer that the payment failed, and was charged');
  checkPrices(stores, order, bad);
}

/** Checks that the recorded prices were charged, are shown, and were refunded where they had to be. */
function checkPrices({ ledger, operations }: MemoryStores, order: Order, bad: (what: string) => void): void {
  if (order.totalPrice !== totalOf(order.lines)) bad(`is ${order.totalPrice}, and no sum of its lines`);
  const slot = ledger.get(order.id);
  if (!slot || slot.outcome === 'void') return;
  const recorded = operations.get(order.id)?.lines ?? [];
  const { amount, refunds, refunded } = slot;
  if (amount !== totalOf(recorded))
    bad(`has a charge of ${amount}, and the restaurant recorded ${totalOf(recorded)}`);
  if (order.totalPrice !== amount) bad(`says ${order.totalPrice}, the ledger says ${amount}`);
  if (!haveSamePrices(order.lines, recorded)) bad('shows other prices than the restaurant recorded');
  if (refunds > 0 && refunded !== amount) bad(`got ${refunded} back of ${amount}`);
}

function haveSamePrices(lines: readonly PricedLine[], others: readonly PricedLine[]): boolean {
  return lines.every(({ menuId, price }, i) => menuId === others[i]?.menuId && price === others[i]?.price);
}

function checkClient(
  stores: MemoryStores,
  { name, key, answers, cancels, cancelsStarted }: Client,
  found: string[],
): void {
  const bad = (what: string): void => {
    found.push(`${name}${key ? ' (keyed)' : ''} ${what}`);
  };
  const orders = [...stores.orders.values()].filter(({ address }) => address === name);
  if (key !== undefined && orders.length > 1) bad(`made ${orders.length} orders`);
  const finals = new Set(
    answers.map(({ orderId, status, orderStatus }) => `${orderId} ${status} ${orderStatus ?? ''}`),
  );
  if (finals.size > 1) bad(`got different final answers: ${[...finals].join(' / ')}`);
  for (const { orderId, orderStatus, total } of answers) {
    const order = stores.orders.get(orderId ?? -1);
    const status = order?.status;
    // An order that was cancelled while pending may show its quote until it is at rest.
    const isQuote = orderStatus === 'cancelled' && total === stores.quotedTotal(orderId ?? -1);
    if (total !== undefined && total !== order?.totalPrice && !isQuote)
      bad(`was answered ${total} won, and the order is ${order?.totalPrice}`);
    const isGoing = status !== undefined && GOING.includes(status);
    if (orderStatus === 'confirmed' && cancelsStarted === 0 && !isGoing)
      bad(`was answered confirmed, never cancelled, and the order is ${status}`);
    if (orderStatus !== 'confirmed' && status !== (orderStatus ?? 'failed'))
      bad(`was answered ${orderStatus ?? 'failed'}, and the order is ${status}`);
  }
  if (key !== undefined && answers.length === 0) bad('never got a final answer');
  const isCancelled = orders.some(({ status }) => status === 'cancelled');
  if (cancels.some((answer) => answer?.status === 200) && !isCancelled)
    bad('got the answer that the order is cancelled, and it is not');
  if (cancelsStarted > 0 && cancels.every((answer) => answer?.detail === 'not_cancellable') && isCancelled)
    bad('was refused every cancel, and the order is cancelled');
  if (cancelsStarted === 1 && cancels[0]?.detail === 'already_cancelled')
    bad('got the answer that the order had been cancelled before its only cancel');
}
