import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeDataDir } from '#local/services/remove-data-dir';
import { connectStores, type Stores } from '#oracle/stores/connect';
import { HostedEngine, type HostedSystem, type HostOptions } from './hosted-engine.ts';

/** A system for experiments, which leaves nothing behind: no process, no data, no fault. */
export interface OwnSystem extends AsyncDisposable {
  readonly urls: HostedSystem['urls'];
  readonly dataDir: string;
  /** Open connections to its stores, for the oracle. */
  readonly stores: Stores;
  /** Tables in which the services on DynamoDB count the hits of rules. */
  readonly hitsTables: readonly string[];
  /** Process whose children are everything that belongs to the system. */
  readonly pid: number;
}

/**
 * Starts a system on free ports and a temporary folder, in a process of its own that ends with this one. Its time limits
 * are seconds where those of `npm start` are half minutes.
 *
 * @throws Error if the engine does not start
 */
export async function startOwnSystem(options: HostOptions = {}): Promise<OwnSystem> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-lab-'));
  stack.defer(() => removeDataDir(dataDir));
  const engine = stack.use(
    await HostedEngine.start(dataDir, { log: 'silent', isTemporary: true, ...options }),
  );
  const stores = stack.use(connectStores(engine.ready.stores));
  const kept = stack.move();
  return {
    urls: engine.ready.urls,
    dataDir,
    stores,
    hitsTables: engine.ready.hitsTables,
    pid: engine.pid ?? 0,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
