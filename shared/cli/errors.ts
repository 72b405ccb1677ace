/** An error that the user can understand and mend. Its message is one sentence, shown without a stack. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}

/** A wrong option, argument or variable; the message names what is allowed. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}
