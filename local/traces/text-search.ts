import type { TraceSummary } from '#shared/console/traces';
import type { KeptTrace } from './kept-trace.ts';
import { TraceReader } from './trace-reader.ts';

/** Creates a text search that parses only bodies that contain the text. */
export function textSearch(text: string): (trace: KeptTrace, summary: TraceSummary) => boolean {
  if (text === '') return () => true;
  const lower = text.toLowerCase();
  const asJson = JSON.stringify(text).slice(1, -1);
  const reader = new TraceReader();
  const hits = new Map<Buffer, boolean>();
  const holds = ({ body }: { readonly body: Buffer }): boolean => {
    const known = hits.get(body);
    if (known !== undefined) return known;
    const hit = body.includes(asJson);
    hits.set(body, hit);
    return hit;
  };
  const isIn = (value: unknown): boolean => JSON.stringify(value).includes(asJson);
  return (trace, { name, traceId }) =>
    name.toLowerCase().includes(lower) ||
    traceId.includes(lower) ||
    (trace.batches.some(holds) && reader.spans(trace).some(isIn)) ||
    (trace.logBatches.some(holds) && reader.logs(trace).some(isIn));
}
