import { effect, signal } from '@preact/signals';
import { recording } from './recording.ts';

/** `auto`: what the browser prefers. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const given = new URLSearchParams(recording?.query ?? location.search);
const oneOf = <T extends string>(values: readonly T[], name: string, otherwise: T): T =>
  values.find((value) => value === given.get(name)) ?? otherwise;

/** `/traces` and `/traces/<id>` are addresses of the panel of traces, and of a trace there. */
const [ofTraces, traceId = ''] = /^\/traces(?:\/([^/]+))?\/?$/.exec(location.pathname) ?? [];

/** The panel that is shown, by its id; an id of none shows the first. */
export const panel = signal(ofTraces ? 'traces' : (given.get('panel') ?? ''));
/** What is chosen in the panel: an edge, an order, a trace. */
export const chosen = signal(ofTraces ? traceId : (given.get('chosen') ?? ''));
/** The query that the list of traces is filtered by. */
export const filter = signal(ofTraces ? given.toString() : (given.get('filter') ?? ''));
/** The instant at which the page is frozen, in milliseconds since 1970; 0: it is live. */
export const frozenAtMs = signal(Number(given.get('at')) || 0);
export const language = signal<'en' | 'ko'>(
  oneOf(['en', 'ko'], 'lang', navigator.language.startsWith('ko') ? 'ko' : 'en'),
);
export const theme = signal<Theme>(oneOf(THEMES, 'theme', 'auto'));

/** Goes to a panel, and to what is to be chosen there. */
export function go(id: string, what = ''): void {
  panel.value = id;
  chosen.value = what;
}

/** Keeps the address in step with the state: a copied address opens the same page. The address of a file stays as it is. */
export function keepInUrl(): void {
  const first = chosen.peek();
  if (!recording)
    effect(() => {
      const state = new URLSearchParams(ofTraces ? '' : location.search);
      const set = (name: string, value: string): void => {
        if (value === '') state.delete(name);
        else state.set(name, value);
      };
      set('panel', panel.value);
      set('chosen', chosen.value);
      set('filter', filter.value);
      set('at', frozenAtMs.value === 0 ? '' : String(frozenAtMs.value));
      set('lang', language.value);
      set('theme', theme.value === 'auto' ? '' : theme.value);
      history.replaceState(null, '', `/?${state}${chosen.value === first ? location.hash : ''}`);
    });
  effect(() => {
    const { documentElement: root } = document;
    root.lang = language.value;
    root.dataset.theme = theme.value;
  });
}
