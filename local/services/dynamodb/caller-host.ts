import type { IncomingMessage } from 'node:http';

/** Returns the host that a client called, also through the engine's port, which forwards its calls. */
export function callerHost({ headers }: IncomingMessage): string {
  const forwarded = headers['x-forwarded-host'];
  return (typeof forwarded === 'string' && forwarded) || headers.host || 'localhost';
}
