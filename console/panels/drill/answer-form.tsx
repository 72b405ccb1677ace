import { useState } from 'preact/hooks';
import { Choice, Field } from '#console/parts/fields';
import { Told } from '#console/parts/told';
import { frozenAtMs } from '#console/state/page-state.ts';
import { isFrozen } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import type { DrillBody } from '#shared/console/drill';
import { askHint, filled, fix, submit, vocabulary } from './drill-state.ts';
import { MECHANISMS_IN_KOREAN, REMEDIES_IN_KOREAN } from './texts-in-korean.ts';
import { DRILL } from './words.ts';

/** Names what is wrong, in part or in full, and mends it. */
export function AnswerForm({ now: { work, is_located } }: { readonly now: DrillBody }) {
  const words = wordsOf(DRILL);
  const [named, change] = useState({ service: '', point: '', mechanism: '', since: '' });
  const [remedy, choose] = useState('');
  const { services = [], points = [], mechanisms = {}, remedies = {} } = vocabulary.value ?? {};
  const set = (name: keyof typeof named) => (value: string) => change({ ...named, [name]: value });
  const isNothing = Object.keys(filled(named)).length === 0;
  const choice = (name: 'service' | 'point' | 'mechanism', values: readonly string[]) => (
    <Choice label={words.parts[name]} values={['', ...values]} value={named[name]} onValue={set(name)} />
  );
  const of = (prefix: string): readonly string[] => points.filter((name) => name.startsWith(prefix));
  return (
    <form
      class="card row"
      aria-busy={work !== undefined}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(filled(named));
      }}
    >
      <h2>{words.answer}</h2>
      <p class="muted">{words.answerLead}</p>
      {choice('service', services)}
      {choice('point', of(named.service && `${named.service}.`))}
      {choice('mechanism', Object.keys(mechanisms))}
      <Field label={words.parts.since} value={named.since} onValue={set('since')} />
      <p class="muted">
        <Told
          korean={MECHANISMS_IN_KOREAN}
          about={named.mechanism}
          text={mechanisms[named.mechanism] ?? ''}
        />
      </p>
      <p class="acts">
        {isFrozen.value ? (
          <button type="button" onClick={() => set('since')(new Date(frozenAtMs.value).toISOString())}>
            {words.takeInstant}
          </button>
        ) : null}
        <button type="submit" class="primary" disabled={work !== undefined || isNothing}>
          {words.submit}
        </button>
        <button type="button" disabled={work !== undefined} onClick={() => void askHint()}>
          {words.hint}
        </button>
      </p>
      <Choice
        label={words.remedy}
        values={['', ...Object.keys(remedies)]}
        names={{ '': words.asNamed }}
        value={remedy}
        onValue={choose}
      />
      <p class="muted">
        <Told korean={REMEDIES_IN_KOREAN} about={remedy} text={remedies[remedy] ?? ''} />
      </p>
      <button
        type="button"
        disabled={work !== undefined || (remedy === '' && !is_located)}
        onClick={() => void fix(filled({ remedy }))}
      >
        {words.fix}
      </button>
    </form>
  );
}
