import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { type Engine, startEngine } from '#local/engine/engine';
import type { EngineOptions } from '#local/engine/options';
import { removeDataDir } from '#local/services/remove-data-dir';
import { ANY_PORTS } from '#tests/support/any-ports';
import { DYNAMODB } from '#tests/support/stores/dynamodb-choices';

/** Starts an engine on a folder and ports of its own. */
async function startOwn(options: EngineOptions): Promise<{ engine: Engine; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-'));
  const engine = await startEngine({
    dataDir,
    log: 'warn',
    ports: ANY_PORTS,
    dynamodb: DYNAMODB,
    ...options,
  });
  return {
    engine,
    async stop() {
      await engine.dispose();
      await removeDataDir(dataDir);
    },
  };
}

/** Starts an engine for one test; it stops with the test. */
export async function ownEngine(options: EngineOptions = {}): Promise<Engine> {
  const { engine, stop } = await startOwn(options);
  onTestFinished(stop);
  return engine;
}

/** Starts an engine for all tests of a file, since a start takes seconds. Each test leaves it in working order. */
export function sharedEngine(options: EngineOptions = {}): () => Engine {
  let started: Awaited<ReturnType<typeof startOwn>>;
  beforeAll(async () => {
    started = await startOwn(options);
  });
  afterAll(() => started.stop());
  return () => started.engine;
}
