const CONNECT_MS = 500;

/**
 * Options of AWS's own clients, for programs: bounded waits and two attempts, as functions have.
 * @param attemptMs the longest one attempt may take
 */
export const sdkOptions = (attemptMs: number) => ({
  maxAttempts: 2,
  requestHandler: {
    requestTimeout: attemptMs,
    connectionTimeout: CONNECT_MS,
    throwOnRequestTimeout: true,
  },
});
