import { batch, effect, signal } from '@preact/signals';
import { recording } from './recording.ts';

/** `auto`: what the browser prefers. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** `/traces` and `/traces/<id>` are addresses of the panel of traces, and of a trace there. */
const [ofTraces, traceId = ''] = /^\/traces(?:\/([^/]+))?\/?$/.exec(location.pathname) ?? [];
const given = new URLSearchParams(recording?.query ?? location.search);
const oneOf = <T extends string>(values: readonly T[], name: string, otherwise: T): T =>
  values.find((value) => value === given.get(name)) ?? otherwise;

/** Where in the console the page is. A step to another place is a step of the browser's history. */
interface Place {
  readonly panel: string;
  readonly chosen: string;
  /** The trace that the chosen one is compared with. */
  readonly against: string;
  /** The span of the chosen trace whose details are shown. */
  readonly span: string;
}

const placeIn = (query: URLSearchParams, hash = ''): Place => ({
  panel: query.get('panel') ?? '',
  chosen: query.get('chosen') ?? '',
  against: query.get('against') ?? '',
  span: hash.slice(1),
});
const first: Place = {
  ...placeIn(given, location.hash),
  ...(ofTraces && { panel: 'traces', chosen: traceId }),
};

/** The panel that is shown, by its id; an id of none shows the first. */
export const panel = signal(first.panel);
/** What is chosen in the panel: an edge, an order, a trace. */
export const chosen = signal(first.chosen);
export const against = signal(first.against);
export const span = signal(first.span);
/** The query that the list of traces is filtered by. */
export const filter = signal(ofTraces ? given.toString() : (given.get('filter') ?? ''));
/** The instant at which the page is frozen, in milliseconds since 1970; 0: it is live. */
export const frozenAtMs = signal(Number(given.get('at')) || 0);
export const language = signal<'en' | 'ko'>(
  oneOf(['en', 'ko'], 'lang', navigator.language.startsWith('ko') ? 'ko' : 'en'),
);
export const theme = signal<Theme>(oneOf(THEMES, 'theme', 'auto'));

function show(place: Place): void {
  batch(() => {
    panel.value = place.panel;
    chosen.value = place.chosen;
    against.value = place.against;
    span.value = place.span;
  });
}

/** Goes to a panel, and to what is to be chosen there. */
export const go = (id: string, what = '', spanId = ''): void =>
  show({ panel: id, chosen: what, against: '', span: spanId });

/** The address at which the page shows a place, in the language, colours and at the instant that it shows now. */
function addressOf({ panel, chosen, against, span }: Place): string {
  const state = new URLSearchParams(ofTraces ? '' : location.search);
  const set = (name: string, value: string): void => {
    if (value === '') state.delete(name);
    else state.set(name, value);
  };
  set('panel', panel);
  set('chosen', chosen);
  set('against', chosen === '' ? '' : against);
  set('filter', filter.value);
  set('at', frozenAtMs.value === 0 ? '' : String(frozenAtMs.value));
  set('lang', language.value);
  set('theme', theme.value === 'auto' ? '' : theme.value);
  return `/?${state}${span === '' ? '' : `#${span}`}`;
}

/** What a link to a place of the console needs: a plain click goes there within the page, others open its address. */
export function linkTo(id: string, what = '', spanId = '') {
  return {
    href: addressOf({ panel: id, chosen: what, against: '', span: spanId }),
    onClick(event: MouseEvent): void {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(id, what, spanId);
    },
  };
}

/**
 * Keeps the address in step with the state: a copied address opens the same page, and Back leads to the place before.
 * Language, colours and the frozen instant are of the page: Back leaves them as they are. The address of a file stays.
 */
export function keepInUrl(): void {
  if (!recording) keepHistory();
  effect(() => {
    const { documentElement: root } = document;
    root.lang = language.value;
    root.dataset.theme = theme.value;
  });
}

function keepHistory(): void {
  /** The last entry of the history; undefined where it is to be kept. */
  let last: string | undefined;
  effect(() => {
    const place = { panel: panel.value, chosen: chosen.value, against: against.value, span: span.value };
    const stop = stopOf(place);
    const isStep = last !== undefined && stop !== last;
    last = stop;
    history[isStep ? 'pushState' : 'replaceState'](null, '', addressOf(place));
  });
  addEventListener('popstate', () => {
    const place = placeIn(new URLSearchParams(location.search), location.hash);
    last = undefined;
    show(place);
    last = stopOf(place);
  });
}

/** What makes two places two steps. */
const stopOf = ({ panel, chosen, against }: Place): string =>
  JSON.stringify([panel, chosen, chosen && against]);
