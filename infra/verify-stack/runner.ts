import { setTimeout } from 'node:timers/promises';
import { reportingProgress } from '#shared/cli/progress';
import { CheckFailed } from './http.ts';

export interface Check {
  /** The fact that the check proves, such as `Tempo has the trace of the order`. */
  readonly claim: string;
  /** @throws CheckFailed while the claim does not hold */
  run(): Promise<string | undefined>;
}

export interface RunOptions {
  /** Time in which a check is tried again, since telemetry takes some seconds to arrive. */
  readonly withinMs: number;
  /** @default 1000 */
  readonly everyMs?: number;
  write(line: string): void;
  /** Takes a line each time a check has waited two more seconds. */
  onWaiting?(line: string): void;
}

/** Runs the checks, and writes one line for each. @returns the number of failures */
export async function runChecks(
  checks: readonly Check[],
  { withinMs, everyMs = 1_000, write, onWaiting = () => undefined }: RunOptions,
): Promise<number> {
  const deadline = performance.now() + withinMs;
  let failed = 0;
  for (const check of checks) {
    const { passed, text } = await reportingProgress(`waiting: ${check.claim}`, onWaiting, () =>
      tryUntil(check, deadline, everyMs),
    );
    if (!passed) failed++;
    write(`${passed ? 'pass' : 'FAIL'}  ${check.claim}${text === undefined ? '' : `: ${text}`}`);
  }
  return failed;
}

interface Outcome {
  readonly passed: boolean;
  readonly text: string | undefined;
}

async function tryUntil(check: Check, deadline: number, everyMs: number): Promise<Outcome> {
  for (;;) {
    try {
      return { passed: true, text: await check.run() };
    } catch (error) {
      if (!(error instanceof CheckFailed)) throw error;
      if (performance.now() >= deadline) return { passed: false, text: error.message };
    }
    await setTimeout(everyMs);
  }
}
