import { computed, signal } from '@preact/signals';
import { command } from '#console/state/commands.ts';
import { readJson } from '#console/state/read-json.ts';
import { frames, shown } from '#console/state/store.ts';
import type { DrillBody, DrillWords } from '#shared/console/drill';

/** The drill at the instant that is shown; undefined before the first. */
export const drill = computed<DrillBody | undefined>(() => {
  const untilMs = shown.value?.at_ms ?? 0;
  return frames.value.findLast(({ drill: part, at_ms }) => part && at_ms <= untilMs)?.drill;
});

/** What answers are made of; undefined until it was read. */
export const vocabulary = signal<DrillWords | undefined>(undefined);

export async function readVocabulary(): Promise<void> {
  vocabulary.value ??= await readJson<DrillWords>('/console/drill/words').catch(() => undefined);
}

export const startDrill = (wish: object): Promise<boolean> => command('POST', '/console/drill', wish);
export const askHint = (): Promise<boolean> => command('POST', '/console/drill/hint');
export const submit = (named: object): Promise<boolean> => command('POST', '/console/drill/submit', named);
export const fix = (wish: object): Promise<boolean> => command('POST', '/console/drill/fix', wish);
export const reveal = (): Promise<boolean> => command('DELETE', '/console/drill');

/** The members that hold a text. */
export const filled = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
