import { useEffect } from 'preact/hooks';
import type { Panel } from '#console/panels/panel.ts';
import { recording } from '#console/state/recording.ts';
import { AnswerForm } from './answer-form.tsx';
import { Doings } from './doings.tsx';
import { DrillCard } from './drill-card.tsx';
import { drill, readVocabulary } from './drill-state.ts';
import { Report } from './report.tsx';
import { StartForm } from './start-form.tsx';
import { DRILL } from './words.ts';

/** A fault that nothing names, to be found and mended: what its trainee sees and does. */
export const drillPanel: Panel = { id: 'drill', words: DRILL, Content: DrillPanel };

function DrillPanel() {
  useEffect(() => {
    if (!recording) void readVocabulary();
  }, []);
  const now = drill.value;
  const isUnderWay = now?.state === 'starting' || now?.state === 'running';
  return (
    <div class="drill">
      {isUnderWay ? null : <StartForm />}
      <DrillCard now={now} />
      {now?.state === 'running' ? <AnswerForm now={now} /> : null}
      {now ? <Doings now={now} /> : null}
      {now?.report ? <Report report={now.report} /> : null}
    </div>
  );
}
