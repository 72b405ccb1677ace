import { chosen } from '#console/state/page-state.ts';
import { wordsOf } from '#console/words/words.ts';
import { EDGES } from '#shared/console/topology';
import { faultsOn, figuresOf, healthOf, inWords, nameOf, open } from './edge-state.ts';
import { TOPOLOGY } from './words.ts';

/** The same figures as a table. */
export function EdgeTable() {
  const words = wordsOf(TOPOLOGY);
  return (
    <table class="edges">
      <caption>{words.table}</caption>
      <thead>
        <tr>
          <th scope="col">{words.from}</th>
          <th scope="col">{words.rate}</th>
          <th scope="col">{words.errors}</th>
          <th scope="col">{words.p95}</th>
          <th scope="col">{words.faults}</th>
        </tr>
      </thead>
      <tbody>
        {EDGES.map((edge) => {
          const [rate, errors, p95] = inWords(figuresOf(edge));
          return (
            <tr key={edge} class={healthOf(figuresOf(edge))}>
              <th scope="row">
                <button
                  type="button"
                  class="link"
                  aria-pressed={chosen.value === edge}
                  onClick={({ currentTarget }) => open(edge, currentTarget)}
                >
                  {nameOf(edge)}
                </button>
              </th>
              <td>{rate}</td>
              <td class="errors">{errors}</td>
              <td>{p95}</td>
              <td>
                {faultsOn(edge)
                  .map(({ mode }) => `⚡ ${mode}`)
                  .join(', ')}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
