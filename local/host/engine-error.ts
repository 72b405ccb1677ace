/** Something the user of the engine can understand and mend. Its message is one sentence, shown without a stack. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}
