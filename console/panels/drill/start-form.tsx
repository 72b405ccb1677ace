import { useState } from 'preact/hooks';
import { Choice, Field } from '#console/parts/fields';
import { wordsOf } from '#console/words/words.ts';
import { filled, startDrill } from './drill-state.ts';
import { DRILL } from './words.ts';

const MOST_MINUTES = 60;

/** What to draw, and for how long. */
export function StartForm() {
  const words = wordsOf(DRILL);
  const [wish, change] = useState({ level: '1', minutes: '15', seed: '' });
  const set = (name: keyof typeof wish) => (value: string) => change({ ...wish, [name]: value });
  return (
    <form
      class="card row"
      onSubmit={(event) => {
        event.preventDefault();
        const numbers = Object.entries(filled(wish)).map(([name, value]) => [name, Number(value)] as const);
        void startDrill(Object.fromEntries(numbers));
      }}
    >
      <h2>{words.title}</h2>
      <p class="muted">{words.lead}</p>
      <Choice
        label={words.level}
        values={Object.keys(words.levels)}
        names={words.levels}
        value={wish.level}
        onValue={set('level')}
      />
      <Field
        label={words.minutes}
        value={wish.minutes}
        isNumber
        isRequired
        least={2}
        most={MOST_MINUTES}
        onValue={set('minutes')}
      />
      <Field label={words.seed} value={wish.seed} isNumber least={0} onValue={set('seed')} />
      <button type="submit" class="primary">
        ▶ {words.start}
      </button>
    </form>
  );
}
