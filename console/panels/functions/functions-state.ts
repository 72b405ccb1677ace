import { signal } from '@preact/signals';
import { command } from '#console/state/commands.ts';
import { readJson } from '#console/state/read-json.ts';
import type { FunctionsBody, PrintedBody } from '#shared/console/functions';

/** The last reading; undefined before the first. */
export const functionsNow = signal<FunctionsBody | undefined>(undefined);
/** Whether the last reading failed. */
export const isLost = signal(false);
/** What was said of the dead letters. */
export const letters = signal('');

export async function readFunctions(): Promise<void> {
  const answer = await readJson<FunctionsBody>('/console/functions').catch(() => undefined);
  isLost.value = answer === undefined;
  if (answer) functionsNow.value = answer;
}

export async function onFunction(key: string, what: 'kill' | 'cold'): Promise<void> {
  await command('POST', `/console/functions/${key}/${what}`);
  await readFunctions();
}

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
  await Promise.all([listLetters(), readFunctions()]);
}
