import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '#local/engine/engine';
import type { EngineOptions } from '#local/engine/options';
import { removeDataDir } from '#local/services/remove-data-dir';
import { startTestEngine } from './test-engine.ts';

/** A running engine that leaves nothing behind. */
export interface TemporaryEngine {
  readonly engine: Engine;
  stop(): Promise<void>;
}

/** Starts an engine on a folder and ports of its own. */
export async function temporaryEngine(options: EngineOptions = {}): Promise<TemporaryEngine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-'));
  const engine = await startTestEngine({ dataDir, ...options });
  return {
    engine,
    async stop() {
      await engine.dispose();
      await removeDataDir(dataDir);
    },
  };
}
