import type { RunReport } from '../report/run-report.ts';
import { NOT_INCLUDED, PRICES, type Price, REGION } from './prices.ts';
import { sumOf, type Used } from './used-by-order.ts';

const ORDERS = 1_000;
const MILLION = 1_000_000;

/** What 1,000 orders cost that use as much as these did. @returns null without an order */
export function costOf(orders: readonly Used[]): RunReport['cost'] {
  if (orders.length === 0) return null;
  const used = sumOf(orders);
  const prices: Readonly<Record<keyof Used, Price>> = PRICES;
  const lines = Object.entries(prices).map(([what, { service, unit, usdPerMillion, source, seenOn }]) => {
    const perOrder = used[what as keyof Used] / orders.length;
    return {
      ...{ service, unit, source },
      per_order: perOrder,
      usd_per_million: usdPerMillion,
      usd: (perOrder * ORDERS * usdPerMillion) / MILLION,
      price_seen_on: seenOn,
    };
  });
  return {
    region: REGION,
    orders_read: orders.length,
    usd_per_1000_orders: lines.reduce((sum, { usd }) => sum + usd, 0),
    lines,
    not_included: [...NOT_INCLUDED],
  };
}
