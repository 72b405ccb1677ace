import type { Panel } from '#console/panels/panel.ts';
import { wordsOf } from '#console/words/words.ts';
import { LoadCharts } from './charts.tsx';
import { LoadFacts } from './facts.tsx';
import { LoadForm } from './form.tsx';
import { LOAD } from './words.ts';

/** Starts, changes and stops the load, and shows what it is answered. */
export const load: Panel = { id: 'load', words: LOAD, Content: LoadPanel };

function LoadPanel() {
  const words = wordsOf(LOAD);
  return (
    <div class="load">
      <section class="card" aria-label={words.settings}>
        <LoadForm />
      </section>
      <section class="card" aria-label={words.outcomes}>
        <LoadFacts />
        <LoadCharts />
        <p class="muted">{words.hint}</p>
      </section>
    </div>
  );
}
