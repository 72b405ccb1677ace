import type { HostOptions } from '#lab/hosted-engine';
import { startOwnSystem } from '#lab/own-system';
import type { Lab } from './forms/form.ts';
import { newBuyer } from './forms/log-in.ts';

/** More than all experiments order, and less than one that asks for too much. */
const OPENING_STOCK = 500_000;
/** As many as experiments run side by side, so that none waits for another. */
const MAX_CONCURRENCY = 16;

/**
 * Starts a system for an exploration, with a buyer.
 * @throws Error if the engine does not start
 */
export async function startLab(options: HostOptions = {}): Promise<Lab & AsyncDisposable> {
  const system = await startOwnSystem({
    maxConcurrency: MAX_CONCURRENCY,
    openingStock: OPENING_STOCK,
    ...options,
  });
  return {
    system,
    buyer: await newBuyer(system.urls, 'buyer'),
    [Symbol.asyncDispose]: () => Promise.resolve(system[Symbol.asyncDispose]()),
  };
}
