import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';

const CONNECTION_TIMEOUT_MS = 500;

/**
 * Options of every AWS client: bounded waits, two attempts, connections kept.
 * @param requestTimeoutMs the longest one attempt may take
 */
export function awsClientOptions(requestTimeoutMs: number) {
  return {
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: new Agent({ keepAlive: true, maxSockets: 16 }),
      httpsAgent: new SecureAgent({ keepAlive: true, maxSockets: 16 }),
    },
  };
}
