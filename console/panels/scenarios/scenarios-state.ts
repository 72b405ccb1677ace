import { signal } from '@preact/signals';
import { command } from '#console/state/commands.ts';
import { readJson } from '#console/state/read-json.ts';
import type { ScenariosBody } from '#shared/console/scenarios';

/** The last reading; undefined before the first. */
export const scenariosNow = signal<ScenariosBody | undefined>(undefined);
/** Whether the last reading failed. */
export const isLost = signal(false);

export async function readScenarios(): Promise<void> {
  const answer = await readJson<ScenariosBody>('/console/scenarios').catch(() => undefined);
  isLost.value = answer === undefined;
  if (answer) scenariosNow.value = answer;
}

export async function startScenario(name: string): Promise<void> {
  await command('POST', '/console/scenarios', { name });
  await readScenarios();
}

export async function endScenario(): Promise<void> {
  await command('DELETE', '/console/scenarios');
  await readScenarios();
}
