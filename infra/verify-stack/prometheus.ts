import * as z from 'zod';
import { SERVICE_GRAPH, SPAN_METRICS } from '../grafana/src/metric-names.ts';
import { is, series, sum } from '../grafana/src/promql.ts';
import { askJson } from './ask-json.ts';
import type { DemoLoad } from './demo-load.ts';
import { CheckFailed } from './http.ts';
import { placing } from './order-counts.ts';
import { queryMetrics } from './prometheus-query.ts';
import type { Settings } from './settings.ts';

const Exemplars = z.object({
  status: z.literal('success'),
  data: z.array(z.object({ exemplars: z.array(z.object({ labels: z.record(z.string(), z.string()) })) })),
});
const MS_PER_SECOND = 1_000;

const ORDER_CALLS_USER = series(SERVICE_GRAPH.calls, [is('client', 'order'), is('server', 'user')]);

/** @throws CheckFailed unless durations link to traces */
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

/** Finds the service graph, which Tempo makes from traces. */
export async function findServiceGraph(settings: Settings): Promise<string> {
  const [calls] = await queryMetrics(settings, sum(ORDER_CALLS_USER));
  if (calls === undefined) throw new CheckFailed('no edge from order to user');
  return `order called user ${calls} times`;
}
