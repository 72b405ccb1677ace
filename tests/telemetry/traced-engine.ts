import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quickEngine } from '#lab/quick-engine';
import type { Engine } from '#local/engine/engine';
import type { EngineOptions } from '#local/engine/options';
import { removeDataDir } from '#local/services/remove-data-dir';
import { buildFunctions } from '#stacks/build';
import { createApi } from '#tests/support/api/client';
import { startTestEngine } from '#tests/support/engine/test-engine';

export interface TracedEngine extends AsyncDisposable {
  readonly engine: Engine;
  readonly api: ReturnType<typeof createApi>;
}

/** An engine that settles orders in seconds, and exports counts every second. */
export async function startTracedEngine(options: EngineOptions): Promise<TracedEngine> {
  await using stack = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'food-delivery-telemetry-'));
  stack.defer(() => removeDataDir(dataDir));
  await buildFunctions();
  const quick = await quickEngine(dataDir);
  const engine = await startTestEngine({
    ...quick,
    ...options,
    environment: { ...quick.environment, OTEL_METRIC_EXPORT_INTERVAL: '1000', ...options.environment },
  });
  stack.defer(() => engine.dispose());
  const kept = stack.move();
  return { engine, api: createApi(engine.urls), [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
