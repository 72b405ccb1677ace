import { signal } from '@preact/signals';
import { hasEngine, PANELS } from '#console/panels/registry.ts';
import { haltAll } from '#console/state/commands.ts';
import { chosen, go, language, THEMES, theme } from '#console/state/page-state.ts';
import { saveRecording } from '#console/state/recording.ts';
import { scrub, toggleFrozen } from '#console/state/store.ts';
import type { COMMON } from '#console/words/common.ts';
import { isTextField, keepsKey, nameOfKey } from './pressed.ts';

/** Whether the list of keys is open. */
export const isHelpOpen = signal(false);

interface Key {
  /** What the list shows. */
  readonly shown: string;
  readonly does: keyof (typeof COMMON)['en']['keyHelp'];
  /** @returns whether the key is one of these */
  run(event: KeyboardEvent): boolean;
}

const FAR = 10;

const on =
  (name: string, run: (event: KeyboardEvent) => unknown): Key['run'] =>
  (event) => {
    if (nameOfKey(event) !== name) return false;
    run(event);
    return true;
  };

const ALL: readonly Key[] = [
  {
    shown: `1–${PANELS.length}`,
    does: 'panel',
    run({ key }) {
      const panel = PANELS[Number(key) - 1];
      if (panel) go(panel.id);
      return panel !== undefined;
    },
  },
  { shown: 'h', does: 'halt', run: on('h', haltAll) },
  { shown: 'f', does: 'freeze', run: on('f', toggleFrozen) },
  { shown: '←', does: 'back', run: on('ArrowLeft', ({ shiftKey }) => scrub(shiftKey ? -FAR : -1)) },
  { shown: '→', does: 'forward', run: on('ArrowRight', ({ shiftKey }) => scrub(shiftKey ? FAR : 1)) },
  { shown: 's', does: 'save', run: on('s', saveRecording) },
  { shown: 'l', does: 'language', run: on('l', toggleLanguage) },
  { shown: 't', does: 'theme', run: on('t', nextTheme) },
  {
    shown: '?',
    does: 'help',
    run: on('?', () => {
      isHelpOpen.value = !isHelpOpen.peek();
    }),
  },
  {
    shown: 'Esc',
    does: 'escape',
    run: on('Escape', () => {
      if (isHelpOpen.peek()) isHelpOpen.value = false;
      else chosen.value = '';
    }),
  },
];

/** Keys of the frames and faults that an engine has. */
const OF_ENGINE: readonly Key['does'][] = ['halt', 'freeze', 'back', 'forward', 'save'];

/** Every key of the page, in the order of the list. */
export const KEYS: readonly Key[] = ALL.filter(({ does }) => hasEngine || !OF_ENGINE.includes(does));

export function toggleLanguage(): void {
  language.value = language.peek() === 'en' ? 'ko' : 'en';
}

export function nextTheme(): void {
  theme.value = THEMES[(THEMES.indexOf(theme.peek()) + 1) % THEMES.length] ?? 'auto';
}

/** Listens to the keyboard. Elements keep the keys that they use; Escape leaves a field, and what it holds stays. */
export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    if (target instanceof HTMLElement) {
      const name = nameOfKey(event);
      if (name === 'Escape' && (isTextField(target) || target instanceof HTMLSelectElement)) {
        target.blur();
        return;
      }
      if (keepsKey(target, name)) return;
    }
    if (KEYS.some(({ run }) => run(event))) event.preventDefault();
  });
}
