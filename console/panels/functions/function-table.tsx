import { shownNumber } from '#console/format.ts';
import { Wide } from '#console/parts/wide';
import { isFrozen } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import type { ShownFunction } from '#shared/console/functions';
import { onFunction } from './functions-state.ts';
import { megabytes, shownOf, totalsOf } from './totals.ts';
import { FUNCTIONS } from './words.ts';

interface FunctionTableProps {
  readonly functions: readonly ShownFunction[];
  readonly hasAll: boolean;
}

export function FunctionTable({ functions, hasAll }: FunctionTableProps) {
  const words = wordsOf(FUNCTIONS);
  const totals = totalsOf(functions);
  return (
    <Wide label={words.title}>
      <table class="pools">
        <thead>
          <tr>
            <th scope="col">{words.function}</th>
            <th scope="col">{words.environments}</th>
            <th scope="col">{words.memory}</th>
            <th scope="col">{words.waiting}</th>
            <th scope="col">{words.starts}</th>
            <th scope="col">{words.throttled}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {shownOf(functions, hasAll).map((each) => (
            <Row key={each.key} shown={each} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.all}</th>
            <td>
              <Environments counts={totals} />
            </td>
            <td>{inMegabytes(words, totals.memoryBytes ?? null)}</td>
            <td>{totals.waiting}</td>
            <td>{totals.starts}</td>
            <td>{totals.throttled}</td>
            <td />
          </tr>
        </tfoot>
      </table>
    </Wide>
  );
}

const inMegabytes = (words: (typeof FUNCTIONS)['en'], bytes: number | null): string =>
  bytes === null ? '–' : words.megabytes(shownNumber(megabytes(bytes)));

function Row({ shown }: { readonly shown: ShownFunction }) {
  const words = wordsOf(FUNCTIONS);
  const { key, starting, idle, busy, cap, waiting, starts, throttled, memory_bytes } = shown;
  return (
    <tr>
      <th scope="row">{key}</th>
      <td>
        <Environments counts={{ starting, idle, busy }} cap={cap} />
      </td>
      <td>{inMegabytes(words, memory_bytes)}</td>
      <td>{waiting}</td>
      <td>{starts}</td>
      <td>{throttled}</td>
      <td class="acts">{isFrozen.value ? null : <Acts shown={shown} />}</td>
    </tr>
  );
}

/** What is done with the function of now; a frozen page has none of it. */
function Acts({ shown: { key, starting, idle, busy } }: { readonly shown: ShownFunction }) {
  const words = wordsOf(FUNCTIONS);
  return (
    <>
      <button
        type="button"
        aria-label={words.killOf(key)}
        disabled={starting + idle + busy === 0}
        onClick={() => void onFunction(key, 'kill')}
      >
        {words.kill}
      </button>
      <button
        type="button"
        aria-label={words.forceOf(key)}
        disabled={idle === 0}
        onClick={() => void onFunction(key, 'cold')}
      >
        {words.force}
      </button>
    </>
  );
}

const STATES = ['busy', 'idle', 'starting'] as const;

interface EnvironmentsProps {
  readonly counts: Readonly<Record<(typeof STATES)[number], number>>;
  /** A square for each that there may be. @default numbers only */
  readonly cap?: number;
}

/** Environments as squares and in words. */
function Environments({ counts, cap }: EnvironmentsProps) {
  const words = wordsOf(FUNCTIONS);
  const there = STATES.filter((state) => counts[state] > 0);
  const squares = STATES.flatMap((state) => Array.from({ length: counts[state] }, () => state));
  return (
    <span class="environments">
      {cap === undefined ? null : (
        <span aria-hidden="true">
          {Array.from({ length: Math.max(cap, squares.length) }, (_, at) => (
            <i key={at} class={squares[at] ?? ''} />
          ))}
        </span>
      )}
      {there.length === 0
        ? words.cold
        : there.map((state) => `${counts[state]} ${words.states[state]}`).join(', ')}
    </span>
  );
}
