import type { Environment } from './settings.ts';

export const ENGINE_KEY_HEADER = 'x-engine-key';

/** Headers of a call of the engine's own port: its key, where the shell has one. */
export function engineKeyHeaders({ ENGINE_KEY }: Environment): Readonly<Record<string, string>> {
  const key = ENGINE_KEY?.trim();
  return key ? { [ENGINE_KEY_HEADER]: key } : {};
}
