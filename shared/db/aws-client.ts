import { SdkHandler } from './sdk-handler.ts';

/**
 * Options of every AWS client: bounded waits, two attempts, connections kept.
 * @param attemptMs the longest one attempt may take
 */
export const awsClientOptions = (attemptMs: number) => ({
  maxAttempts: 2,
  requestHandler: new SdkHandler(attemptMs),
});

interface Client {
  readonly middlewareStack: { remove(name: string): boolean };
}

/** Middleware that makes headers which only AWS reads, or a log that no client of ours has. */
const FOR_AWS = ['getUserAgentMiddleware', 'recursionDetectionMiddleware', 'loggerMiddleware'];

/**
 * Takes what only AWS needs out of a client of a function whose store is at an address of its own: a seventh of the CPU of a
 * call. On AWS there is no such address, and the client stays as it is.
 */
export function withoutAwsHeaders<C extends Client>(client: C, store: 'DYNAMODB' | 'SQS' | 'SSM'): C {
  // biome-ignore lint/style/noProcessEnv: the SDK's own variables, so they are in no schema of ours
  const { AWS_ENDPOINT_URL, [`AWS_ENDPOINT_URL_${store}`]: own = AWS_ENDPOINT_URL } = process.env;
  if (own) for (const name of FOR_AWS) client.middlewareStack.remove(name);
  return client;
}
