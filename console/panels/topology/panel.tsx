import type { Panel } from '#console/panels/panel.ts';
import { DroppedSpans } from '#console/parts/dropped-spans';
import { TelemetryOff } from '#console/parts/telemetry-off';
import { chosen } from '#console/state/page-state.ts';
import { wordsOf } from '#console/words/words.ts';
import { isEdge } from '#shared/console/topology';
import { EdgeDetail } from './edge-detail.tsx';
import { EdgeTable } from './edge-table.tsx';
import { Picture } from './picture.tsx';
import { TOPOLOGY } from './words.ts';

/** The system, its calls, and the faults that can act on each. */
export const topology: Panel = { id: 'topology', words: TOPOLOGY, Content: Topology };

function Topology() {
  const edge = chosen.value;
  return (
    <div class="topology">
      <section>
        <DroppedSpans />
        <TelemetryOff />
        <Picture />
        <EdgeTable />
      </section>
      {isEdge(edge) ? (
        <EdgeDetail edge={edge} />
      ) : (
        <p class="muted detail hint">{wordsOf(TOPOLOGY).choose}</p>
      )}
    </div>
  );
}
