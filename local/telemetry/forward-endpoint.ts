import { readEndpoint } from './otlp-endpoint.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '0.0.0.0']);

/**
 * Reads the endpoint to forward to. Undefined if a variable of the shell names this receiver itself: forwarding would
 * never end.
 * @throws UsageError
 */
export function otherEndpoint(text: string, ownPort: number): URL | undefined {
  const url = readEndpoint(text);
  return url && LOOPBACK.has(url.hostname) && Number(url.port) === ownPort ? undefined : url;
}
