import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const ENGINE_KEY_HEADER = 'x-engine-key';

const LOOPBACK_ADDRESS = /^(?:::ffff:)?127\.|^::1$/;
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Returns whether a request arrived at an address that other machines reach. */
export const isFromNetwork = ({ socket }: Pick<IncomingMessage, 'socket'>): boolean =>
  !LOOPBACK_ADDRESS.test(socket.localAddress ?? '');

/** Compares in constant time. */
export function hasKey({ headers }: Pick<IncomingMessage, 'headers'>, key: string): boolean {
  const given = headers[ENGINE_KEY_HEADER];
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(key));
}
