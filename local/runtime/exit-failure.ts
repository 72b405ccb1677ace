import type { Failure } from './invocation.ts';

const ABORTED_EXIT_CODE = 134;

/** Names the failure that the end of a process is, in Lambda's words. */
export function exitFailure(code: number | null, signal: NodeJS.Signals | null): Failure {
  if (signal === 'SIGABRT' || code === ABORTED_EXIT_CODE) {
    return { type: 'Runtime.OutOfMemory', message: 'JavaScript heap out of memory' };
  }
  const how = signal ? `signal: ${signal}` : `code: ${code}`;
  return { type: 'Runtime.ExitError', message: `Runtime exited with ${how}` };
}
