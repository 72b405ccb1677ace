import type { EdgeId } from '#shared/console/topology';
import { figuresOf, healthOf, toggle } from './edge-state.ts';
import { lineOf } from './layout.ts';

const LEAST_WIDTH = 1.5;
const WIDTH_PER_TENFOLD = 1.4;

/** The arrow of an edge, wider with more calls. Keyboard and screen readers use its figures. */
export function EdgeLine({ edge }: { readonly edge: EdgeId }) {
  const figures = figuresOf(edge);
  const { path } = lineOf(edge);
  const width = LEAST_WIDTH + WIDTH_PER_TENFOLD * Math.log10(1 + (figures?.rate ?? 0));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its figures are the button
    <g class={`edge ${healthOf(figures)}`} onClick={() => toggle(edge)}>
      <path class="reach" d={path} />
      <path class="line" d={path} stroke-width={width} marker-end="url(#head)" />
    </g>
  );
}
