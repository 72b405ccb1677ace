import { BACKENDS } from '../services/backends.ts';
import type { EngineHost } from './engine-host.ts';
import type { EngineStores } from './engine-stores.ts';

/** Stores whose address has a password, which the engine's status lacks. */
const WITH_PASSWORD = ['postgres', 'redis'] as const;

/** The variables that lead programs to the stores of this engine. */
export function storeVariables(
  { inside }: Pick<EngineHost, 'inside'>,
  { backends }: Pick<EngineStores, 'backends'>,
): Readonly<Record<string, string>> {
  const addresses = WITH_PASSWORD.map((name) => [BACKENDS[name].variable, backends.urls[name]]);
  return { ENGINE_PORT: String(inside.port), ...Object.fromEntries(addresses) };
}
