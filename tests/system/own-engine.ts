import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Engine, startEngine } from '#local/engine/engine';
import type { EngineOptions } from '#local/engine/options';
import { removeDataDir } from '#local/services/remove-data-dir';
import { ANY_PORTS } from '#tests/support/any-ports';

/** An engine for one test, on a folder and ports of its own; gone when the test is. */
export async function ownEngine(options: EngineOptions = {}): Promise<Engine> {
  const dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-'));
  const engine = await startEngine({ dataDir, log: 'warn', ports: ANY_PORTS, ...options });
  onTestFinished(async () => {
    await engine.dispose();
    await removeDataDir(dataDir);
  });
  return engine;
}
