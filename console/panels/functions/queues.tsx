import { wordsOf } from '#console/words/words.ts';
import type { ShownQueue } from '#shared/console/functions';
import { letters, listLetters, redriveLetters } from './functions-state.ts';
import { FUNCTIONS } from './words.ts';

/** Depths of the queues, and what can be done with dead letters. */
export function Queues({ queues }: { readonly queues: readonly ShownQueue[] }) {
  const words = wordsOf(FUNCTIONS);
  return (
    <section class="card">
      <h2>{words.queues}</h2>
      <div class="wide">
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
      </div>
      <p class="acts">
        <button type="button" onClick={() => void listLetters()}>
          {words.letters}
        </button>
        <button type="button" onClick={() => void redriveLetters()}>
          {words.redrive}
        </button>
      </p>
      <div role="status">{letters.value === '' ? null : <pre>{letters.value}</pre>}</div>
    </section>
  );
}
