const { env } = process;

/**
 * Whether the runtime ends the environment when it is asked to. Ours says so (local/runtime/bootstrap.mjs); a program that is
 * no function says nothing, and may write rules for functions.
 */
export const canEnd = (): boolean =>
  env.AWS_LAMBDA_FUNCTION_NAME === undefined || env.LOCAL_RUNTIME_ENDS === '1';

/** Asks for the end of this environment once the invocation is answered, by the code with which Node is to end. */
export function endAfterAnswer(): void {
  process.exitCode = 0;
}

/** Whether the environment ends after this invocation. */
export const endsAfterAnswer = (): boolean => process.exitCode !== undefined;
