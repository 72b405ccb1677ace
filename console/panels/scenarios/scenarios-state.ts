import { signal } from '@preact/signals';
import { command } from '#console/state/commands.ts';
import { readJson } from '#console/state/read-json.ts';
import { shownUntilMs } from '#console/state/store.ts';
import type { ScenariosBody } from '#shared/console/scenarios';

/** The last reading, of a frozen page as it was at that instant; undefined before the first. */
export const scenariosThen = signal<ScenariosBody | undefined>(undefined);
/** Whether the last reading failed. */
export const isLost = signal(false);

export async function readScenarios(): Promise<void> {
  const untilMs = shownUntilMs.peek();
  const query = Number.isFinite(untilMs) ? `?until=${untilMs}` : '';
  const answer = await readJson<ScenariosBody>(`/console/scenarios${query}`).catch(() => undefined);
  if (shownUntilMs.peek() !== untilMs) return;
  isLost.value = answer === undefined;
  if (answer) scenariosThen.value = answer;
}

export async function startScenario(name: string): Promise<void> {
  await command('POST', '/console/scenarios', { name });
  await readScenarios();
}

export async function endScenario(): Promise<void> {
  await command('DELETE', '/console/scenarios');
  await readScenarios();
}
