import { type Engine, startEngine } from '#local/engine/engine';
import type { EngineOptions } from '#local/engine/options';
import { ANY_PORTS } from '#local/http/any-ports';
import { DYNAMODB } from '#tests/support/stores/dynamodb-choices';

/** The folder is required, since the default is the one of `npm start`. */
export type TestEngineOptions = EngineOptions & { readonly dataDir: string };

/**
 * Starts an engine on free ports, with the DynamoDB that `LOCAL_DYNAMODB` names. Every engine of a test is started here. Functions
 * start at their first call: most tests call few of them, and all of them are most of what a start costs. Where a test
 * shortens the time that an order has, a first call must not take it, and all of them are started before.
 */
export function startTestEngine(options: TestEngineOptions): Promise<Engine> {
  const warmUp = options.environment?.PENDING_MS !== undefined;
  return startEngine({ log: 'warn', ports: ANY_PORTS, dynamodb: DYNAMODB, warmUp, ...options });
}
