import { EXIT } from '#shared/cli/program';

/** Exit codes of a run, by verdict. */
export const VERDICT_EXIT = { PASS: EXIT.ok, FAIL: EXIT.no, INCONCLUSIVE: 2, ABORTED: 3 } as const;

/** Runs the work with a signal that Ctrl-C and SIGTERM abort; a second Ctrl-C ends the process at once. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
