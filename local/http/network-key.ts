import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ENGINE_KEY_HEADER } from '#shared/cli/engine-key';

/** The access key id of a request that an AWS client signed. */
const ACCESS_KEY_ID = /^AWS4-HMAC-SHA256 Credential=(.+?)\/\d{8}\/[\w-]+\/[\w.-]+\/aws4_request\b/;
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Returns whether a request has the key: in its header, or as the access key id of an AWS client, which has no other
 * place for it. Compares in constant time.
 */
export function hasKey({ headers }: Pick<IncomingMessage, 'headers'>, key: string): boolean {
  const given = headers[ENGINE_KEY_HEADER] ?? ACCESS_KEY_ID.exec(headers.authorization ?? '')?.[1];
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(key));
}
