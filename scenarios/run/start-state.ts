import { UserError } from '#shared/cli/errors';
import { SERVICE_NAMES } from '#shared/services';
import type { ChaosApi } from '#tools/chaos/chaos-api';
import { restock } from '#tools/restock-menus';
import type { Target } from './running-target.ts';

/** Enough that no load sells out. */
const PLENTY = 100_000;

/**
 * Brings a system to the state that every scenario begins with: no fault on, no recovery under way, and stock to sell.
 * @throws UserError where faults cannot be switched there
 */
export async function bringToStartState(
  { urls }: Target,
  api: Pick<ChaosApi, 'list' | 'endAll'>,
  stock: number | undefined,
): Promise<void> {
  for (const service of SERVICE_NAMES) {
    const { enabled } = await api.list(service);
    if (!enabled) throw new UserError(`faults are switched off in the ${service} service (CHAOS_ENABLED)`);
    await api.endAll(service);
  }
  const restaurant = { url: urls.restaurant, authorise: async () => ({}) };
  await restock(restaurant, stock ?? PLENTY, undefined);
}
