import { computed, signal } from '@preact/signals';
import { against, filter, frozenAtMs } from '#console/state/page-state.ts';
import { readJson } from '#console/state/read-json.ts';
import type { TraceDocument, TraceList } from '#shared/console/traces';

export const list = signal<TraceList | undefined>(undefined);

/** A trace that is shown, or why it is not. */
export interface ShownTrace {
  readonly traceId: string;
  readonly trace: TraceDocument | undefined;
  readonly problem: string;
}

/** Decides whether all spans have come that others name as their parent. */
export const isComplete = (shown: ShownTrace | undefined): boolean =>
  shown?.trace?.missingParents.length === 0;

export const shownTrace = signal<ShownTrace | undefined>(undefined);
/** The one that it is compared with; null where it is not kept any more, undefined until it was read. */
export const normalTrace = signal<TraceDocument | null | undefined>(undefined);

/** The query of the list: the filter, and of a frozen page those that began until then. */
export const listQuery = computed(() => {
  const query = new URLSearchParams(filter.value);
  if (frozenAtMs.value !== 0) query.set('until', String(frozenAtMs.value));
  return query.toString();
});

/** Reads the list under the present query. */
export async function readList(): Promise<void> {
  const asked = listQuery.peek();
  const answer = await readJson<TraceList>(`/traces.json?${asked}`).catch(() => undefined);
  if (answer && listQuery.peek() === asked) list.value = answer;
}

/** Every kept trace, to choose from. */
export const readAll = async (): Promise<TraceList['traces']> =>
  (await readJson<TraceList>('/traces.json?limit=1000').catch(() => undefined))?.traces ?? [];

/** Reads a trace, and again until its last spans have come. */
export async function readTrace(traceId: string): Promise<void> {
  const answer = await fetch(`/traces/${traceId}.json`).catch(() => undefined);
  const body = await answer?.json().catch(() => undefined);
  shownTrace.value = answer?.ok
    ? { traceId, trace: body, problem: '' }
    : { traceId, trace: undefined, problem: body?.message ?? String(answer?.status ?? 'no answer') };
}

/** Reads the trace to compare with. */
export async function readNormal(traceId: string): Promise<void> {
  normalTrace.value = undefined;
  const trace = await readJson<TraceDocument>(`/traces/${traceId}.json`).catch(() => undefined);
  if (against.peek() === traceId) normalTrace.value = trace ?? null;
}
