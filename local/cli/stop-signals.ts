/** Two signals within this time are one key press: npm forwards the Ctrl-C that the terminal has already sent. */
const SAME_KEY_PRESS_MS = 500;
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves at the first stop signal. A second one exits the process at once. */
export function whenAskedToStop(): Promise<void> {
  let askedMs: number | undefined;
  return new Promise((asked) => {
    for (const signal of STOP_SIGNALS) {
      process.on(signal, () => {
        if (askedMs === undefined) askedMs = performance.now();
        else if (performance.now() - askedMs > SAME_KEY_PRESS_MS) process.exit(0);
        asked();
      });
    }
  });
}
