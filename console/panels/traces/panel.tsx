import type { Panel } from '#console/panels/panel.ts';
import { chosen } from '#console/state/page-state.ts';
import { TraceList } from './trace-list.tsx';
import { TraceView } from './trace-view.tsx';
import { TRACES } from './words.ts';

/** What each request started, step by step. */
export const traces: Panel = {
  ...{ id: 'traces', words: TRACES, Content: Traces, readsItself: true, readsPast: true },
};

function Traces() {
  const traceId = chosen.value.toLowerCase();
  return (
    <div class="traces">{traceId === '' ? <TraceList /> : <TraceView key={traceId} traceId={traceId} />}</div>
  );
}
