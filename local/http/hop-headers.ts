import type { IncomingMessage } from 'node:http';

/** Hop-by-hop headers, which a proxy must not forward. `host` is set for the next hop. */
const HOP_HEADERS = new Set([
  'host',
  'connection',
  'proxy-connection',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Returns the headers that a proxy forwards. */
export function endToEnd(
  raw: readonly string[],
  isDropped: (name: string) => boolean = () => false,
): string[] {
  const kept: string[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const [name = '', value = ''] = raw.slice(i, i + 2);
    const lower = name.toLowerCase();
    if (!HOP_HEADERS.has(lower) && !isDropped(lower)) kept.push(name, value);
  }
  return kept;
}

/** Returns `content-length: 0` for a request without a body, which Node would otherwise send as chunked. */
export function lengthOf({ headers }: IncomingMessage): string[] {
  const hasBody = 'content-length' in headers || 'transfer-encoding' in headers;
  return hasBody ? [] : ['content-length', '0'];
}
