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
