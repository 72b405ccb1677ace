import { UserError } from '#shared/cli/errors';

/** An error of the engine that its user can understand and mend. */
export class EngineError extends UserError {
  override readonly name = 'EngineError';
}
