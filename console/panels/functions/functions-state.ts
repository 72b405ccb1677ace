import { computed, signal } from '@preact/signals';
import { command } from '#console/state/commands.ts';
import { readJson } from '#console/state/read-json.ts';
import { frames, shown } from '#console/state/store.ts';
import type { PrintedBody } from '#shared/console/functions';
import { functionsAt } from '#shared/console/functions-at';

/** Functions and queues at the instant that is shown; undefined where no frame until then has them. */
export const functionsThen = computed(() => functionsAt(frames.value, shown.value?.at_ms ?? 0));
/** What was said of the dead letters. */
export const letters = signal('');

export const onFunction = (key: string, what: 'kill' | 'cold'): Promise<boolean> =>
  command('POST', `/console/functions/${key}/${what}`);

export async function listLetters(): Promise<void> {
  letters.value = '…';
  const answer = await readJson<PrintedBody>('/console/dead-letters').catch((error: Error) => ({
    text: error.message,
  }));
  letters.value = answer?.text ?? '';
}

export async function redriveLetters(): Promise<void> {
  letters.value = '…';
  await command('POST', '/console/dead-letters/redrive');
  await listLetters();
}
