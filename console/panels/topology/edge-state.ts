import { shownMs, shownNumber } from '#console/format.ts';
import { chosen } from '#console/state/page-state.ts';
import { shown } from '#console/state/store.ts';
import { wordsOf } from '#console/words/words.ts';
import type { EdgeFigures, ShownFault } from '#shared/console/frame';
import type { EdgeId, NodeId } from '#shared/console/topology';
import { TOPOLOGY } from './words.ts';

const PERCENT = 100;
/** Share of failed calls from which on an edge counts as broken. */
const BROKEN = 0.05;

/** How an edge does, for its colour. */
export type Health = 'unknown' | 'quiet' | 'good' | 'failing' | 'broken';

export function healthOf(figures: EdgeFigures | undefined): Health {
  if (!figures) return 'unknown';
  if (figures.breaker_open) return 'broken';
  if (figures.rate === 0) return 'quiet';
  if (figures.errors === 0) return 'good';
  return figures.errors / figures.rate < BROKEN ? 'failing' : 'broken';
}

export const figuresOf = (edge: EdgeId): EdgeFigures | undefined => shown.value?.edges?.[edge];

/** `Order → Payments` */
export function nameOf(edge: EdgeId): string {
  const { nodes } = wordsOf(TOPOLOGY);
  const [from, to] = edge.split('-') as [NodeId, NodeId];
  return `${nodes[from][0]} → ${nodes[to][0]}`;
}

/** The faults that act on an edge. */
export const faultsOn = (edge: EdgeId): readonly ShownFault[] =>
  (shown.value?.faults ?? []).filter(({ edges }) => edges.includes(edge));

/** Rate, share of errors and p95 in words. */
export function inWords(figures: EdgeFigures | undefined): readonly [string, string, string] {
  const words = wordsOf(TOPOLOGY);
  if (!figures) return ['–', '–', '–'];
  if (figures.breaker_open) return [words.breakerOpen, '', ''];
  if (figures.rate === 0) return [words.quiet, '', ''];
  const percent = (PERCENT * figures.errors) / figures.rate;
  return [
    words.perSecond(shownNumber(figures.rate)),
    words.percent(shownNumber(percent)),
    figures.p95_ms === null ? '–' : shownMs(figures.p95_ms),
  ];
}

/** What can have the focus. */
type Focusable = HTMLElement | SVGElement;
let opener: Focusable | undefined;

/** Opens an edge. @param by what was used, which gets the focus back when the edge is closed */
export function open(edge: EdgeId, by?: Focusable): void {
  opener = by ?? opener;
  chosen.value = edge;
}

/** Opens an edge, or closes it where it is open. */
export function toggle(edge: EdgeId, by?: Focusable): void {
  if (chosen.peek() === edge) chosen.value = '';
  else open(edge, by);
}

/** Whether the edge that is shown was opened here, and not by an address or another panel. */
export const isOpenedHere = (): boolean => opener !== undefined;

/** The edge was closed: what opened it has the focus again. */
export function giveFocusBack(): void {
  opener?.focus();
  opener = undefined;
}
