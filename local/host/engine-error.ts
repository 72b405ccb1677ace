import { UserError } from '#shared/cli/errors';

/** An error that the user of the engine can understand and fix. */
export class EngineError extends UserError {
  override readonly name = 'EngineError';
}
