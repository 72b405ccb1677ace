import type http from 'node:http';
import { readTarget } from './request-target.ts';

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|\\d?\\d)';
const LOOPBACK_NAME = `(?:(?:[\\w-]+\\.)*localhost\\.?|127(?:\\.${OCTET}){3}\\.?|\\[[0:]*:0{0,3}1\\])`;
/** A host name that is always this machine, independent of DNS, with its port. */
export const LOOPBACK = new RegExp(`^${LOOPBACK_NAME}(?::(\\d{0,5}))?$`, 'i');

export function namesLoopback(request: http.IncomingMessage): boolean {
  if (!LOOPBACK.test(request.headers.host ?? '') || hasManyHosts(request.rawHeaders)) return false;
  const { url = '/' } = request;
  if (url.startsWith('/') || url === '*') return true;
  const { authority } = readTarget(url);
  return authority !== undefined && LOOPBACK.test(authority);
}

/** Checks the raw headers, because Node exposes only the first `Host`. */
function hasManyHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  return hosts > 1;
}
