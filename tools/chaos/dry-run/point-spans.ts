import { SPAN_NAME, STEP_SPAN } from '#shared/telemetry/conventions';

/** The spans that each call of a port's method leaves, and no call of another one, by point. */
const OF_PORTS: Readonly<Record<string, readonly string[]>> = {
  'order.users.validate': [STEP_SPAN.validateUser],
  'order.menus.quote': [STEP_SPAN.quoteMenu],
  'order.inventory.reserve': [STEP_SPAN.reserveStock],
  'order.inventory.release': [STEP_SPAN.releaseStock],
  'order.orders.findKey': [STEP_SPAN.findKey],
  'order.orders.list': [STEP_SPAN.listOrders],
  'order.orders.put': [STEP_SPAN.putOrder],
  'order.orders.putVoid': [STEP_SPAN.putTombstone],
  'order.orders.update': [
    STEP_SPAN.confirmOrder,
    STEP_SPAN.failOrder,
    STEP_SPAN.cancelOrder,
    STEP_SPAN.settleOrder,
  ],
  'order.payments.charge': [STEP_SPAN.charge],
  'order.payments.close': [STEP_SPAN.closeCharge],
  'order.payments.refund': [STEP_SPAN.refund],
};

const CHAOS_ROUTE = /^\w+ \/chaos\b/;

/** Which spans of a service are the calls of a point. */
export type SpanTest = (span: { readonly name: string; readonly kind: string }) => boolean;

/** @returns undefined for a point whose calls leave no span of their own */
export function spansOf(point: string): SpanTest | undefined {
  // No rule acts on the chaos routes.
  if (point.endsWith('.handler')) return ({ kind, name }) => kind === 'SERVER' && !CHAOS_ROUTE.test(name);
  if (point.endsWith('.consumer')) return ({ name }) => name === SPAN_NAME.inspectMessage;
  const names = OF_PORTS[point];
  return names && (({ name }) => names.includes(name));
}

/** Names of the spans of the steps that calls of a port's method are. */
export const stepSpansOf = (point: string): readonly string[] => OF_PORTS[point] ?? [];

/** The ports' points whose calls can be counted. */
export const COUNTED_POINTS: readonly string[] = Object.keys(OF_PORTS);
