import { useState } from 'preact/hooks';
import type { Panel } from '#console/panels/panel.ts';
import { wordsOf } from '#console/words/words.ts';
import { FunctionTable } from './function-table.tsx';
import { functionsThen } from './functions-state.ts';
import { Queues } from './queues.tsx';
import { FUNCTIONS } from './words.ts';

/** Processes of the functions, queues and dead letters. */
export const functions: Panel = { id: 'functions', words: FUNCTIONS, Content: Functions };

function Functions() {
  const words = wordsOf(FUNCTIONS);
  const [hasAll, showAll] = useState(false);
  const then = functionsThen.value;
  if (!then) return <p class="empty">{words.notKept}</p>;
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
        <p class="muted">{words.lead}</p>
        <FunctionTable functions={then.functions} hasAll={hasAll} />
      </section>
      <Queues queues={then.queues} />
    </div>
  );
}
