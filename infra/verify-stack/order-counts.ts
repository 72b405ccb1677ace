import { ATTRIBUTE } from '#shared/telemetry/conventions';
import { recordedName, SERVER, SPAN, SPAN_METRICS } from '../grafana/src/metric-names.ts';
import { is, ownSpans, series, sum } from '../grafana/src/promql.ts';
import type { DemoLoad } from './demo-load.ts';
import { CheckFailed } from './http.ts';
import { queryMetrics } from './prometheus-query.ts';
import type { Settings } from './settings.ts';

export const placing = ownSpans(
  is(SPAN.service, 'order'),
  is(SPAN.kind, SERVER),
  is(SPAN.name, 'POST /orders'),
);
export const ORDERS_ASKED = sum(series(SPAN_METRICS.calls, placing));
export const ORDERS_PLACED = sum(
  series(recordedName('food.order.steps'), [is(ATTRIBUTE.orderStep, 'placed')]),
);

export interface Counts {
  readonly asked: number;
  readonly placed: number;
}

export async function readCounts(settings: Settings): Promise<Counts> {
  const [asked = 0] = await queryMetrics(settings, ORDERS_ASKED);
  const [placed = 0] = await queryMetrics(settings, ORDERS_PLACED);
  return { asked, placed };
}

/** @throws CheckFailed while either count has not grown by the orders of the load */
export async function compareCounts(
  settings: Settings,
  { orders }: DemoLoad,
  before: Counts,
): Promise<string> {
  const now = await readCounts(settings);
  const grown = { asked: now.asked - before.asked, placed: now.placed - before.placed };
  if (grown.asked < orders || grown.placed < orders) {
    throw new CheckFailed(
      `${orders} orders were placed; spans show ${grown.asked}, the counter of ${grown.placed} more than before`,
    );
  }
  return `${orders} orders, in spans and in the counter`;
}
