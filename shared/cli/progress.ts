import { isatty } from 'node:tty';

const LONGEST_SILENCE_MS = 2_000;
const MS_PER_SECOND = 1_000;
const STANDARD_ERROR = 2;

/** Does the work and, each time it has taken two more seconds, writes what it is and how long it has taken. */
export async function reportingProgress<T>(
  what: string,
  write: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const startedMs = performance.now();
  const timer = setInterval(() => {
    write(`${what} … ${Math.round((performance.now() - startedMs) / MS_PER_SECOND)} s`);
  }, LONGEST_SILENCE_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** For loops that leave timers no time. Returns true each time two more seconds have passed. */
export function progressIsDue(): () => boolean {
  let lastMs = performance.now();
  return () => {
    const nowMs = performance.now();
    if (nowMs - lastMs < LONGEST_SILENCE_MS) return false;
    lastMs = nowMs;
    return true;
  };
}

/** Writes a line for the person at the terminal; other programs read only results. */
export function writeToTerminal(line: string): void {
  if (isatty(STANDARD_ERROR)) process.stderr.write(`${line}\n`);
}
