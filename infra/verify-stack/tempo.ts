import * as z from 'zod';
import { askJson } from './ask-json.ts';
import type { DemoLoad } from './demo-load.ts';
import { CheckFailed } from './http.ts';
import type { Settings } from './settings.ts';
import { edgesOf, nodesOf, Trace } from './trace-edges.ts';

const TraceAnswer = z.object({ trace: Trace });

/** Spans and their parents in the trace of one order: services, a statement with its lock wait, a table, the queue. */
const EXPECTED_EDGES: readonly (readonly [parent: string, child: string])[] = [
  ['client place order', 'order POST /orders'],
  ['order POST /orders', 'order validate user'],
  ['order validate user', 'user POST /validate'],
  ['user POST /validate', 'user GetItem users'],
  ['order POST /orders', 'order send recovery'],
  ['order POST /orders', 'order reserve stock'],
  ['order reserve stock', 'restaurant POST /inventory/reservations'],
  ['restaurant POST /inventory/reservations', 'restaurant SELECT reserve_inventory'],
  ['restaurant SELECT reserve_inventory', 'restaurant lock menus'],
];

/** @throws CheckFailed that names what is missing */
export async function findTrace({ tempo }: Settings, { traceId, orderId }: DemoLoad): Promise<string> {
  const { trace } = await askJson('Tempo', `${tempo}/api/v2/traces/${traceId}`, TraceAnswer);
  const nodes = nodesOf(trace);
  const edges = edgesOf(nodes);
  const missing = EXPECTED_EDGES.map((edge) => edge.join(' > ')).filter((edge) => !edges.has(edge));
  if (missing.length > 0)
    throw new CheckFailed(`trace ${traceId} of order ${orderId} lacks ${missing.join(', ')}`);
  return `${nodes.size} spans of order ${orderId}, trace ${traceId}`;
}

const Found = z.object({ traces: z.array(z.object({ traceID: z.string() })).default([]) });

/** @returns the number of traces that a TraceQL query finds */
export async function searchTraces({ tempo }: Settings, query: string): Promise<number> {
  const { traces } = await askJson(
    'Tempo',
    `${tempo}/api/search?${new URLSearchParams({ q: query, limit: '5' })}`,
    Found,
  );
  return traces.length;
}
