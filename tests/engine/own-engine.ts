import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { Engine } from '#local/engine/engine';
import type { EngineOptions } from '#local/engine/options';
import { type TemporaryEngine, temporaryEngine } from '#tests/support/engine/temporary-engine';

/** Starts an engine for one test; it stops with the test. */
export async function ownEngine(options: EngineOptions = {}): Promise<Engine> {
  const { engine, stop } = await temporaryEngine(options);
  onTestFinished(stop);
  return engine;
}

/** Starts an engine for all tests of a file, since a start takes seconds. Each test leaves it in working order. */
export function sharedEngine(options: EngineOptions = {}): () => Engine {
  let started: TemporaryEngine;
  beforeAll(async () => {
    started = await temporaryEngine(options);
  });
  afterAll(() => started.stop());
  return () => started.engine;
}
