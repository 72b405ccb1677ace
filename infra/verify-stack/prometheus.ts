import * as z from 'zod';
import { ATTRIBUTE } from '#shared/telemetry/conventions';
import {
  is,
  ownSpans,
  recordedName,
  SERVER,
  SERVICE_GRAPH,
  SPAN,
  SPAN_METRICS,
  series,
  sum,
} from '../grafana/src/promql.ts';
import type { DemoLoad } from './demo-load.ts';
import { askJson, CheckFailed } from './http.ts';
import type { Settings } from './settings.ts';

const Vector = z.object({
  status: z.literal('success'),
  data: z.object({
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
    ),
  }),
});
const Exemplars = z.object({
  status: z.literal('success'),
  data: z.array(z.object({ exemplars: z.array(z.object({ labels: z.record(z.string(), z.string()) })) })),
});
const MS_PER_SECOND = 1_000;

/** @returns the values that an instant query finds */
export async function queryMetrics({ prometheus }: Settings, query: string): Promise<number[]> {
  const url = `${prometheus}/api/v1/query?${new URLSearchParams({ query })}`;
  const { data } = await askJson('Prometheus', url, Vector);
  return data.result.map(({ value }) => Number(value[1]));
}

const placing = ownSpans(is(SPAN.service, 'order'), is(SPAN.kind, SERVER), is(SPAN.name, 'POST /orders'));
export const ORDERS_ASKED = sum(series(SPAN_METRICS.calls, placing));
export const ORDERS_PLACED = sum(
  series(recordedName('food.order.steps'), [is(ATTRIBUTE.orderStep, 'placed')]),
);
const ORDER_CALLS_USER = series(SERVICE_GRAPH.calls, [is('client', 'order'), is('server', 'user')]);

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
      `${orders} orders were placed; spans tell of ${grown.asked}, the counter of ${grown.placed} more than before`,
    );
  }
  return `${orders} orders, in spans and in the counter`;
}

/** @throws CheckFailed unless durations offer traces */
export async function findExemplars({ prometheus }: Settings, { startMs }: DemoLoad): Promise<string> {
  const parameters = new URLSearchParams({
    query: series(SPAN_METRICS.durations, placing),
    start: String(startMs / MS_PER_SECOND),
    end: String(Date.now() / MS_PER_SECOND),
  });
  const { data } = await askJson(
    'Prometheus',
    `${prometheus}/api/v1/query_exemplars?${parameters}`,
    Exemplars,
  );
  const ids = data.flatMap(({ exemplars }) => exemplars.flatMap(({ labels }) => labels.trace_id ?? []));
  if (ids.length === 0) throw new CheckFailed('durations of POST /orders have no exemplar');
  return `${ids.length} traces behind the durations of POST /orders`;
}

/** Made by Tempo, from traces. */
export async function findServiceGraph(settings: Settings): Promise<string> {
  const [calls] = await queryMetrics(settings, sum(ORDER_CALLS_USER));
  if (calls === undefined) throw new CheckFailed('no edge from order to user');
  return `order called user ${calls} times`;
}
