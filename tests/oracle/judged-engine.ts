import type { Engine } from '#local/engine/engine';
import { DEFAULT_BOUNDS } from '#oracle/rule';
import { readSnapshot } from '#oracle/snapshot';
import { connectStores, type Stores } from '#oracle/stores/connect';
import { findStores } from '#oracle/stores/settings';
import { evaluate } from '#oracle/verdict';
import { createApi } from '#tests/support/api/client';
import { temporaryEngine } from '#tests/support/engine/temporary-engine';

/** A running engine for a test file, with the oracle's view of its stores. */
export interface JudgedEngine extends AsyncDisposable {
  readonly engine: Engine;
  readonly api: ReturnType<typeof createApi>;
  readonly stores: Stores;
  /** Variables for commands that are run beside the engine. */
  readonly environment: Readonly<Record<string, string>>;
  /** Names of the rules that some subject breaks now. */
  brokenBy(subject: string): Promise<readonly string[]>;
}

export async function startJudgedEngine(
  environment: Readonly<Record<string, string>>,
): Promise<JudgedEngine> {
  const { engine, stop } = await temporaryEngine({ environment });
  const variables = { ENGINE_PORT: new URL(engine.urls.engine).port };
  const stores = connectStores(await findStores(variables));
  return {
    engine,
    api: createApi(engine.urls),
    stores,
    environment: variables,
    async brokenBy(subject) {
      const { results } = evaluate(await readSnapshot(stores), DEFAULT_BOUNDS);
      return results
        .filter(({ violations }) => violations.some((violation) => violation.subject === subject))
        .map(({ rule }) => rule.name);
    },
    async [Symbol.asyncDispose]() {
      stores[Symbol.dispose]();
      await stop();
    },
  };
}
