import { useEffect } from 'preact/hooks';
import type { Panel } from '#console/panels/panel.ts';
import { isFrozen, shownUntilMs } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import { LastRun } from './last-run.tsx';
import { ScenarioTable } from './scenario-table.tsx';
import { isLost, readScenarios, scenariosThen } from './scenarios-state.ts';
import { SCENARIOS } from './words.ts';

/** Starts scenarios against this system, and shows how they go. */
export const scenarios: Panel = {
  ...{ id: 'scenarios', words: SCENARIOS, Content: Scenarios, readsItself: true, readsPast: true },
};

const EVERY_MS = 1_000;

function Scenarios() {
  const words = wordsOf(SCENARIOS);
  const untilMs = shownUntilMs.value;
  useEffect(() => {
    void readScenarios();
    const timer = setInterval(() => {
      // The past does not change.
      if (!document.hidden && (!isFrozen.peek() || isLost.peek())) void readScenarios();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [untilMs]);
  const then = scenariosThen.value;
  if (!then) return <p class="empty">{isLost.value ? words.lost : words.loading}</p>;
  const state = then.run?.state;
  const isBusy = state === 'running' || state === 'ending';
  return (
    <div class="scenarios">
      <section class="card">
        <h2>{words.title}</h2>
        {isLost.value ? <p role="alert">{words.lost}</p> : <p class="muted">{words.lead}</p>}
        <ScenarioTable scenarios={then.scenarios} isBusy={isBusy} />
      </section>
      <LastRun run={then.run} thenMs={isFrozen.value ? untilMs : undefined} />
    </div>
  );
}
