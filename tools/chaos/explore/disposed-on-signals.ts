const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** What a shell reports of a program that such a signal has ended. */
const EXIT_CODE = 130;

/** Disposes of it before the program ends by a signal too. */
export function disposedOnSignals<T extends AsyncDisposable>(resource: T): T {
  for (const signal of SIGNALS) {
    process.once(signal, () => {
      void Promise.resolve(resource[Symbol.asyncDispose]()).finally(() => process.exit(EXIT_CODE));
    });
  }
  return resource;
}
