import { chosen } from '#console/state/page-state.ts';
import { wordsOf } from '#console/words/words.ts';
import type { EdgeId } from '#shared/console/topology';
import { faultsOn, figuresOf, healthOf, inWords, nameOf, toggle } from './edge-state.ts';
import { CHIP, lineOf } from './layout.ts';
import { TOPOLOGY } from './words.ts';

/** Middle of each figure. */
const COLUMNS = { rate: -52, errors: 2, p95: 52 } as const;

/** The figures on an arrow, which open what can break there. */
export function EdgeFigures({ edge }: { readonly edge: EdgeId }) {
  const words = wordsOf(TOPOLOGY);
  const figures = figuresOf(edge);
  const faults = faultsOn(edge);
  const [rate, errors, p95] = inWords(figures);
  const { chip } = lineOf(edge);
  const bolt = faults.length === 0 ? '' : `⚡${faults.length > 1 ? faults.length : ''}`;
  // who speaks to the page says what is written: the name has it as it stands there, and what it is after that
  const written = [rate, errors, p95, bolt].filter(Boolean).join(' ');
  const meaning = [
    ...(errors === '' ? [] : [words.rate, words.errors, words.p95]),
    ...(faults.length === 0 ? [] : [`${words.faults}: ${faults.map(({ mode }) => mode).join(', ')}`]),
  ].join(', ');
  const name = `${nameOf(edge)}: ${written}${meaning && ` (${meaning})`}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button
    <g
      class={`edge figures ${healthOf(figures)} ${faults.length > 0 ? 'faulty' : ''}`}
      data-edge={edge}
      role="button"
      // of SVG, attributes are written as they are here: no other spelling makes it focusable
      tabindex={0}
      aria-pressed={chosen.value === edge}
      aria-label={name}
      transform={`translate(${chip.x} ${chip.y})`}
      onClick={({ currentTarget }) => toggle(edge, currentTarget)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        toggle(edge, event.currentTarget);
      }}
    >
      <rect
        class="chip"
        x={-CHIP.width / 2}
        y={-CHIP.height / 2}
        width={CHIP.width}
        height={CHIP.height}
        rx={CHIP.height / 2}
      />
      {errors === '' ? (
        <text class="figure quiet" y="4">
          {rate}
        </text>
      ) : (
        <>
          <text class="figure" x={COLUMNS.rate} y="4">
            {rate}
          </text>{' '}
          <text class="figure errors" x={COLUMNS.errors} y="4">
            {errors}
          </text>{' '}
          <text class="figure" x={COLUMNS.p95} y="4">
            {p95}
          </text>
        </>
      )}
      {faults.length > 0 && ' '}
      {faults.length > 0 && (
        <g class="bolt" transform={`translate(${CHIP.width / 2 - 4} ${-CHIP.height / 2})`}>
          <circle r="11" />
          <text y="4">{bolt}</text>
        </g>
      )}
    </g>
  );
}
