import type { Step } from './attack.ts';

export interface RequestParts {
  readonly method: string;
  readonly target: string;
  /** Headers beside Host, and beside Content-Length where there is a body. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Buffer | string;
}

const CRLF = '\r\n';

/** Writes a request with correct framing. Latin-1 keeps each byte of target and headers as it was drawn. */
export function requestOf({ method, target, headers = [], body }: RequestParts): Step {
  const payload = body === undefined ? undefined : Buffer.from(body);
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(headers.some(([name]) => name.toLowerCase() === 'host') ? [] : ['Host: localhost']),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(payload ? [`Content-Length: ${payload.length}`] : []),
  ];
  const head = Buffer.from(lines.join(CRLF) + CRLF + CRLF, 'latin1');
  return { method, isWhole: true, bytes: payload ? Buffer.concat([head, payload]) : head };
}
