import { leaveForeignVariables } from '#shared/cli/foreign-variables';
import type { Environment } from '#shared/cli/settings';
import { connectStores, type Stores } from './connect.ts';
import { findStores, namesAllStores } from './settings.ts';

/**
 * Finds and connects the stores for a program. Variables such as AWS_PROFILE and PGSSLMODE count for stores that the
 * environment names, and never for those of the engine.
 */
export async function openStores(env: Environment): Promise<Stores> {
  if (!namesAllStores(env)) leaveForeignVariables();
  return connectStores(await findStores(env));
}
