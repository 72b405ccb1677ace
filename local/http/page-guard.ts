import type http from 'node:http';
import { LOOPBACK, namesLoopback } from './loopback-host.ts';

const HTTP = 'http://';
const HTTP_PORT = 80;

/**
 * Guards ports outside the API under test against web pages of other origins. Programs name this machine in `Host` and
 * send neither `Origin` nor `Sec-Fetch-Site`. Browsers always send the origin of a page.
 * @returns the reason for a 403 and what is allowed; undefined for a request that passes
 */
export function pageRefusal(request: http.IncomingMessage): string | undefined {
  if (!namesLoopback(request)) {
    return 'Host must name this machine once: localhost, a name under .localhost, 127.0.0.0/8 or [::1].';
  }
  const { origin } = request.headers;
  if (origin !== undefined && !isOwnOrigin(origin, request.socket.localPort)) {
    return 'Web pages of another origin may not call this port.';
  }
  if (!comesFromHere(request)) {
    return 'Web pages of another site may not call this port, nor link to it; open its address itself.';
  }
  return undefined;
}

function isOwnOrigin(origin: string, ownPort: number | undefined): boolean {
  const match = origin.startsWith(HTTP) ? LOOPBACK.exec(origin.slice(HTTP.length)) : null;
  return match !== null && Number(match[1] || HTTP_PORT) === ownPort;
}

/** Returns whether the request comes from this port. Pages on other ports of localhost may only link here. */
function comesFromHere({ method, headers }: http.IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  const opensPage = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return site === 'same-site' && method === 'GET' && opensPage;
}
