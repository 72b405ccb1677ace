import type { Engine } from '#local/engine/engine';
import { buildFunctions } from '#stacks/build';
import { createApi } from '#tests/support/api/client';
import { PATIENT } from '#tests/support/engine/patient';
import { deployedEmulator } from '#tests/support/targets/deployed-emulator';
import { target } from '#tests/support/targets/target';
import { startTracedEngine } from './traced-engine.ts';

/** The system under test, whose telemetry goes to a collector. */
export interface TracedSystem extends AsyncDisposable {
  readonly api: ReturnType<typeof createApi>;
  readonly sqsEndpoint: string;
  /** Undefined on LocalStack. */
  readonly engine: Engine | undefined;
}

/** `TARGET=engine` (default) or `TARGET=localstack`. */
export async function startTracedSystem(
  endpoint: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<TracedSystem> {
  if (target.name === 'localstack') return startTracedLocalStack(endpoint);
  const traced = await startTracedEngine({
    telemetry: { forwardTo: endpoint },
    environment: { ...PATIENT, ...environment },
  });
  return { ...traced, sqsEndpoint: traced.engine.backends.sqs };
}

async function startTracedLocalStack(endpoint: string): Promise<TracedSystem> {
  await buildFunctions();
  const stack = new AsyncDisposableStack();
  const { urls, endpoint: sqsEndpoint, stop } = await deployedEmulator('localstack', endpoint);
  stack.defer(stop);
  return {
    api: createApi(urls),
    sqsEndpoint,
    engine: undefined,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
