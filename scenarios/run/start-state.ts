import { NotAtRest, objections, settledVerdict } from '#lab/settle';
import { UserError } from '#shared/cli/errors';
import { SERVICE_NAMES } from '#shared/services';
import type { ChaosApi } from '#tools/chaos/chaos-api';
import { restock } from '#tools/restock-menus';
import type { Target } from './running-target.ts';

/** Enough that no load sells out. */
const PLENTY = 100_000;
/** Of what was under way before; below the five minutes that a client of a drill waits for an answer. */
const SETTLE_MS = 180_000;

/**
 * Brings a system to the state that every scenario begins with: no fault on, no recovery under way, and stock to sell.
 * @throws UserError where faults cannot be switched there, or where the stores of a system that ran before are wrong already
 */
export async function bringToStartState(
  target: Target,
  api: Pick<ChaosApi, 'list' | 'endAll'>,
  stock: number | undefined,
): Promise<void> {
  for (const service of SERVICE_NAMES) {
    const { enabled } = await api.list(service);
    if (!enabled) throw new UserError(`faults are switched off in the ${service} service (CHAOS_ENABLED)`);
    await api.endAll(service);
  }
  if (!target.isOwn) await refuseWrongStores(target);
  const restaurant = { url: target.urls.restaurant, authorise: async () => ({}) };
  await restock(restaurant, stock ?? PLENTY, undefined);
}

/** What begins here ends with the judgement of the stores, which must be good before. */
async function refuseWrongStores({ stores }: Target): Promise<void> {
  const verdict = await settledVerdict(stores, SETTLE_MS).catch((cause: unknown) => {
    if (!(cause instanceof NotAtRest)) throw cause;
    throw new UserError('the system does not come to rest: messages are left in its queue', { cause });
  });
  const violated = Object.keys(objections(verdict));
  if (violated.length > 0) {
    throw new UserError(
      `the stores are wrong before anything is broken (${violated.join(', ')}); npm run oracle says how, npm run reset begins anew`,
    );
  }
}
