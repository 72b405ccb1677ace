import { join } from 'node:path';
import { createApi } from '#tests/support/api/client';
import { median } from './summary.ts';
import { startSystem } from './system.ts';

/** How long the first order of a system takes, from the request until the answer. */
export interface FirstOrder {
  readonly ms: number;
  /** Milliseconds of each start, of which `ms` is the median. */
  readonly starts: readonly number[];
}

const STARTS = 5;
const MENU = 1;

/** Starts systems with empty data folders one after the other; in each a user signs up, logs in and places one order. */
export async function measureFirstOrder(
  folder: string,
  { signal, say }: { readonly signal: AbortSignal; say(text: string): void },
): Promise<FirstOrder> {
  say(`first-order: the first order of each of ${STARTS} systems`);
  const starts: number[] = [];
  while (starts.length < STARTS) {
    signal.throwIfAborted();
    await using system = await startSystem({ dataDir: join(folder, `first-order-${starts.length}`) });
    const api = createApi(system.urls);
    const user = await api.newUser();
    const sentAt = performance.now();
    const { status, body } = await api.order(user, [{ menu_id: MENU, quantity: 1 }]);
    starts.push(performance.now() - sentAt);
    if (status !== 201 || body.status !== 'confirmed')
      throw new Error(`The first order was answered with ${status} ${JSON.stringify(body)}`);
  }
  return { ms: median(starts), starts };
}
