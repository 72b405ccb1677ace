import { language } from '#console/state/page-state.ts';
import { isFrozen } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import type { ListedScenario } from '#shared/console/scenarios';
import { startScenario } from './scenarios-state.ts';
import { SCENARIOS } from './words.ts';

interface ScenarioTableProps {
  readonly scenarios: readonly ListedScenario[];
  /** While one runs, no other can be started. */
  readonly isBusy: boolean;
}

/** Every scenario with what it is about. */
export function ScenarioTable({ scenarios, isBusy }: ScenarioTableProps) {
  const words = wordsOf(SCENARIOS);
  return (
    <table>
      <tbody>
        {scenarios.map(({ name, summary }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
              <p>{summary[language.value]}</p>
            </th>
            <td>
              {isFrozen.value ? null : (
                <button
                  type="button"
                  disabled={isBusy}
                  aria-label={words.startOf(name)}
                  onClick={() => void startScenario(name)}
                >
                  {words.start}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
