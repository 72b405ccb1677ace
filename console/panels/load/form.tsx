import { Choice, Field } from '#console/parts/fields';
import { command } from '#console/state/commands.ts';
import { wordsOf } from '#console/words/words.ts';
import { Level } from './level.tsx';
import { change, isBusy, wish, wishBody } from './wish.ts';
import { LOAD } from './words.ts';

/** What to load with. While a load runs, these are its settings; its level can be changed, and nothing else. */
export function LoadForm() {
  const words = wordsOf(LOAD);
  const { kind, seconds, weights } = wish.value;
  const names: Readonly<Record<string, string>> = words.journeys;
  return (
    <form
      class="load-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy.peek()) void command('POST', '/console/load', wishBody(wish.peek()));
      }}
    >
      <Level key={kind} kind={kind} />
      <fieldset disabled={isBusy.value}>
        <Choice
          label={words.loop}
          values={['open', 'closed']}
          names={words.loops}
          value={kind}
          onValue={(value) => change({ kind: value as typeof kind })}
        />
        <fieldset class="mix">
          <legend>{words.mix}</legend>
          {Object.entries(weights).map(([name, weight]) => (
            <label key={name}>
              <input
                type="number"
                min={0}
                max={99}
                value={weight}
                onInput={({ currentTarget }) =>
                  change({ weights: { ...weights, [name]: Number(currentTarget.value) } })
                }
              />
              <span>{names[name] ?? name}</span>
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
      {isBusy.value ? (
        // Enter in a field presses the button that submits, and is not to stop anything
        <button
          key="stop"
          type="button"
          class="danger"
          onClick={() => void command('DELETE', '/console/load')}
        >
          ■ {words.stop}
        </button>
      ) : (
        <button key="start" type="submit" class="primary">
          ▶ {words.start}
        </button>
      )}
    </form>
  );
}
