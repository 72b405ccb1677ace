import { useEffect, useState } from 'preact/hooks';
import type { Panel } from '#console/panels/panel.ts';
import { isFrozen } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import { FunctionTable } from './function-table.tsx';
import { functionsNow, isLost, readFunctions } from './functions-state.ts';
import { Queues } from './queues.tsx';
import { FUNCTIONS } from './words.ts';

/** Processes of the functions, queues and dead letters. */
export const functions: Panel = {
  ...{ id: 'functions', words: FUNCTIONS, Content: Functions, readsItself: true },
};

const EVERY_MS = 2_000;

function Functions() {
  const words = wordsOf(FUNCTIONS);
  const [hasAll, showAll] = useState(false);
  useEffect(() => {
    void readFunctions();
    const timer = setInterval(() => {
      if (!document.hidden && !isFrozen.peek()) void readFunctions();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const now = functionsNow.value;
  if (!now) return <p class="empty">{isLost.value ? words.lost : words.loading}</p>;
  return (
    <div class="functions">
      <section class="card">
        <header>
          <h2>{words.title}</h2>
          <label class="box">
            <input
              type="checkbox"
              checked={hasAll}
              onChange={({ currentTarget }) => showAll(currentTarget.checked)}
            />
            {words.showAll}
          </label>
        </header>
        {isLost.value ? <p role="alert">{words.lost}</p> : <p class="muted">{words.lead}</p>}
        <FunctionTable functions={now.functions} hasAll={hasAll} />
      </section>
      <Queues queues={now.queues} />
    </div>
  );
}
