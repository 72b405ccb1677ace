import { filter, go } from '#console/state/page-state.ts';
import { readJson } from '#console/state/read-json.ts';
import type { EdgeId, NodeId } from '#shared/console/topology';
import type { TraceList, TraceSummary } from '#shared/console/traces';
import { SPAN_NAME, STEP_SPAN } from '#shared/telemetry/conventions';

/** The request that is an example of a call: the slowest of the last ones, or the last that failed. */
export type Example = 'slowest' | 'failed';

/** A text that spans of a call to a node have: a step that begins with it, or what they record of a store. */
const TEXTS: Readonly<Partial<Record<NodeId, string>>> = {
  user: STEP_SPAN.validateUser,
  restaurant: STEP_SPAN.quoteMenu,
  users: '-users',
  orders: '-orders',
  payments: '-payments',
  provider: STEP_SPAN.charge,
  queue: 'aws_sqs',
  redis: 'redis',
  postgresql: 'postgresql',
};

/** The query of `GET /traces.json` for requests that used an edge. */
export function tracesOver(edge: EdgeId, example?: Example): string {
  const [from, to] = edge.split('-') as [NodeId, NodeId];
  const isInto = from === 'gateway' || from === 'queue';
  const text = from === 'queue' ? SPAN_NAME.inspectMessage : isInto ? undefined : TEXTS[to];
  return new URLSearchParams({
    service: isInto ? to : from,
    ...(text !== undefined && { q: text }),
    ...(example === 'failed' && { error: '1' }),
  }).toString();
}

/** @param traces newest first */
export const exampleOf = (traces: readonly TraceSummary[], example: Example): TraceSummary | undefined =>
  example === 'failed' ? traces[0] : traces.toSorted((a, b) => b.durationMs - a.durationMs)[0];

/** Shows the list of the requests that used an edge. */
export function showTraces(edge: EdgeId): void {
  filter.value = tracesOver(edge);
  go('traces');
}

/** Shows an example; where none is kept, the list under its filter, which says so. */
export async function showExample(edge: EdgeId, example: Example): Promise<void> {
  const query = tracesOver(edge, example);
  const found = await readJson<TraceList>(`/traces.json?${query}`).catch(() => undefined);
  filter.value = query;
  go('traces', exampleOf(found?.traces ?? [], example)?.traceId);
}
