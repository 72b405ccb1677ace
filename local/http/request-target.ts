import type { IncomingMessage } from 'node:http';
import { BadRequest } from './refusal.ts';

const SLASH = '/'.charCodeAt(0);
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)/i;

export interface RequestTarget {
  /** Path and query, or `*`. */
  readonly origin: string;
  /** Authority that replaces `Host` (RFC 9112); undefined if the target names none. */
  readonly authority: string | undefined;
}

/** Reads a request target in any form that a server must accept: `/menus`, `http://host/menus` and `*`. */
export function readTarget(url: string): RequestTarget {
  if (url.startsWith('/')) return { origin: url, authority: undefined };
  const [prefix, authority] = ABSOLUTE_FORM.exec(url) ?? [];
  if (prefix === undefined) return { origin: url, authority: undefined };
  const rest = url.slice(prefix.length);
  return { origin: rest.startsWith('/') ? rest : `/${rest}`, authority };
}

/**
 * Converts a request with an absolute URL as target to origin form (RFC 9112 §3.2.2). The path stays in `url`, and the
 * URL's authority replaces the header Host.
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
