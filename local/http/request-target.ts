import type { IncomingMessage } from 'node:http';
import { BadRequest } from './refusal.ts';

const SLASH = '/'.charCodeAt(0);
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)/i;

export interface RequestTarget {
  /** Path and query, or `*`. */
  readonly origin: string;
  /** Counts instead of `Host` (RFC 9112); undefined where the target names none. */
  readonly authority: string | undefined;
}

/** Reads a request target of any form that a server must take: `/menus`, `http://host/menus` and `*`. */
export function readTarget(url: string): RequestTarget {
  if (url.startsWith('/')) return { origin: url, authority: undefined };
  const [prefix, authority] = ABSOLUTE_FORM.exec(url) ?? [];
  if (prefix === undefined) return { origin: url, authority: undefined };
  const rest = url.slice(prefix.length);
  return { origin: rest.startsWith('/') ? rest : `/${rest}`, authority };
}

/**
 * Gives a request whose target is a whole URL the form of all others (RFC 9112 §3.2.2): the path stays in `url`, and
 * the URL's authority takes the place of the header Host.
 * @throws BadRequest if the target is neither a path nor an http URL
 */
export function toOriginForm(request: IncomingMessage): void {
  const { url = '' } = request;
  if (url.charCodeAt(0) === SLASH) return;
  const { origin, authority = '' } = readTarget(url);
  if (authority === '' || authority.includes('@')) {
    throw new BadRequest('The request target must be a path or an http URL.');
  }
  request.url = origin;
  request.headers.host = authority;
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    if (request.rawHeaders[at]?.toLowerCase() === 'host') request.rawHeaders[at + 1] = authority;
  }
}

/**
 * Decodes a part of a path.
 * @throws BadRequest if its percent-encoding is broken
 */
export function decodePathPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new BadRequest(`'${part}' in the path is not valid percent-encoded UTF-8.`);
  }
}
