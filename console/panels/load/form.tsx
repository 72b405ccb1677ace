import { Choice, Field } from '#console/parts/fields';
import { command } from '#console/state/commands.ts';
import { shown } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import type { LoadState } from '#shared/console/load-frame';
import { Level } from './level.tsx';
import { change, wish, wishBody } from './wish.ts';
import { type JourneyName, LOAD } from './words.ts';

const BUSY: readonly LoadState[] = ['starting', 'running', 'stopping'];

/** What to load with. While a load runs, its level can be changed, and nothing else. */
export function LoadForm() {
  const words = wordsOf(LOAD);
  const { kind, seconds, weights } = wish.value;
  const isBusy = BUSY.includes(shown.value?.load?.state ?? 'idle');
  return (
    <form
      class="load-form"
      onSubmit={(event) => {
        event.preventDefault();
        void (isBusy
          ? command('DELETE', '/console/load')
          : command('POST', '/console/load', wishBody(wish.peek())));
      }}
    >
      <Level isBusy={isBusy} />
      <fieldset disabled={isBusy}>
        <Choice
          label={words.loop}
          values={['open', 'closed']}
          names={words.loops}
          value={kind}
          onValue={(value) => change({ kind: value as typeof kind })}
        />
        <fieldset class="mix">
          <legend>{words.mix}</legend>
          {Object.entries(words.journeys).map(([name, text]) => (
            <label key={name}>
              <input
                type="number"
                min={0}
                max={99}
                value={weights[name as JourneyName]}
                onInput={({ currentTarget }) =>
                  change({ weights: { ...weights, [name]: Number(currentTarget.value) } })
                }
              />
              <span>{text}</span>
            </label>
          ))}
        </fieldset>
        <Field
          label={words.seconds}
          value={String(seconds)}
          isNumber
          isRequired
          least={1}
          most={86_400}
          onValue={(value) => change({ seconds: Number(value) })}
        />
      </fieldset>
      <button type="submit" class={isBusy ? 'danger' : 'primary'}>
        {isBusy ? `■ ${words.stop}` : `▶ ${words.start}`}
      </button>
    </form>
  );
}
