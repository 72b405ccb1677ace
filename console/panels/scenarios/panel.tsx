import { useEffect } from 'preact/hooks';
import type { Panel } from '#console/panels/panel.ts';
import { wordsOf } from '#console/words/words.ts';
import { LastRun } from './last-run.tsx';
import { ScenarioTable } from './scenario-table.tsx';
import { isLost, readScenarios, scenariosNow } from './scenarios-state.ts';
import { SCENARIOS } from './words.ts';

/** Starts scenarios against this system, and shows how they go. */
export const scenarios: Panel = {
  ...{ id: 'scenarios', words: SCENARIOS, Content: Scenarios, readsItself: true },
};

const EVERY_MS = 1_000;

function Scenarios() {
  const words = wordsOf(SCENARIOS);
  useEffect(() => {
    void readScenarios();
    const timer = setInterval(() => {
      if (!document.hidden) void readScenarios();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const now = scenariosNow.value;
  if (!now) return <p class="empty">{isLost.value ? words.lost : words.loading}</p>;
  const isBusy = now.run?.state === 'running' || now.run?.state === 'ending';
  return (
    <div class="scenarios">
      <section class="card">
        <h2>{words.title}</h2>
        {isLost.value ? <p role="alert">{words.lost}</p> : <p class="muted">{words.lead}</p>}
        <ScenarioTable scenarios={now.scenarios} isBusy={isBusy} />
      </section>
      <LastRun run={now.run} />
    </div>
  );
}
