import type { IncomingMessage } from 'node:http';

/** Between two hops, and so not passed on; `host` is the next hop's own. */
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

/** What a proxy passes on of these raw headers. */
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

/** Without it Node would announce a body in chunks where there is none. */
export function lengthOf({ headers }: IncomingMessage): string[] {
  const hasBody = 'content-length' in headers || 'transfer-encoding' in headers;
  return hasBody ? [] : ['content-length', '0'];
}
