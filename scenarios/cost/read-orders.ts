import { type CostSpan, sumOf, type Used, usedBy, usedByRecovery } from './used-by-order.ts';

const AT_ONCE = 8;
const TIMEOUT_MS = 5_000;
const ORDER = 'POST /orders';

interface ReadTrace {
  readonly spans: readonly (CostSpan & { readonly name: string })[];
  readonly linkedFrom: readonly string[];
  readonly droppedSpans: number;
}

/** What each of these orders used, its recovery included, as far as the engine still has its trace. */
export async function readOrders(
  engineUrl: string | undefined,
  traceIds: readonly string[],
): Promise<Used[]> {
  if (engineUrl === undefined) return [];
  const used: Used[] = [];
  for (let at = 0; at < traceIds.length; at += AT_ONCE) {
    const orders = traceIds.slice(at, at + AT_ONCE).map((id) => readOrder(engineUrl, id));
    used.push(...(await Promise.all(orders)).filter((each) => each !== undefined));
  }
  return used;
}

async function readOrder(engineUrl: string, traceId: string): Promise<Used | undefined> {
  const trace = await readTrace(engineUrl, traceId);
  // without the span of its function, more of it is missing
  if (!trace || trace.droppedSpans > 0 || !trace.spans.some(({ name }) => name === ORDER)) return undefined;
  const recoveries = await Promise.all(trace.linkedFrom.map((id) => readTrace(engineUrl, id)));
  return sumOf([
    usedBy(trace.spans),
    ...recoveries.filter((each) => each !== undefined).map(({ spans }) => usedByRecovery(spans, traceId)),
  ]);
}

async function readTrace(engineUrl: string, traceId: string): Promise<ReadTrace | undefined> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${engineUrl}/traces/${traceId}.json`, { signal });
    // the engine that wrote it is of this version
    return response.ok ? ((await response.json()) as ReadTrace) : undefined;
  } catch {
    return undefined;
  }
}
