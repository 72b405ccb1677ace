import { Wide } from '#console/parts/wide';
import { isFrozen } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import type { ShownQueue } from '#shared/console/functions';
import { letters, listLetters, redriveLetters } from './functions-state.ts';
import { FUNCTIONS } from './words.ts';

/** Depths of the queues. */
export function Queues({ queues }: { readonly queues: readonly ShownQueue[] }) {
  const words = wordsOf(FUNCTIONS);
  return (
    <section class="card">
      <h2>{words.queues}</h2>
      <Wide label={words.queues}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.queue}</th>
              <th scope="col">{words.visible}</th>
              <th scope="col">{words.inFlight}</th>
              <th scope="col">{words.delayed}</th>
            </tr>
          </thead>
          <tbody>
            {queues.map(({ name, visible, in_flight, delayed }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{visible}</td>
                <td>{in_flight}</td>
                <td>{delayed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {isFrozen.value ? null : <DeadLetters />}
    </section>
  );
}

/** The dead letters of now, and what can be done with them. */
function DeadLetters() {
  const words = wordsOf(FUNCTIONS);
  return (
    <>
      <p class="acts">
        <button type="button" onClick={() => void listLetters()}>
          {words.letters}
        </button>
        <button type="button" onClick={() => void redriveLetters()}>
          {words.redrive}
        </button>
      </p>
      <div role="status">{letters.value === '' ? null : <pre>{letters.value}</pre>}</div>
    </>
  );
}
