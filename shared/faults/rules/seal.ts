import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { readJson } from '#shared/http/json-text';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Makes rules into texts that show nothing, and back. */
export interface Seal {
  /** The same rule becomes the same text. */
  close(rule: object): string;
  /** @returns undefined for a text that this key did not make */
  open(text: string): unknown;
}

/** @param key of any length */
export function createSeal(key: string): Seal {
  const secret = createHash('sha256').update(key).digest();
  return {
    close(rule) {
      const plain = JSON.stringify(rule);
      // Taken from the content: writers compare texts, and no two rules share a nonce.
      const nonce = createHmac('sha256', secret).update(plain).digest().subarray(0, NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, secret, nonce);
      const closed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString('base64');
    },
    open(text) {
      const bytes = Buffer.from(text, 'base64');
      const nonce = bytes.subarray(0, NONCE_BYTES);
      try {
        const decipher = createDecipheriv(CIPHER, secret, nonce, { authTagLength: TAG_BYTES });
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const closed = bytes.subarray(NONCE_BYTES + TAG_BYTES);
        const plain = Buffer.concat([decipher.update(closed), decipher.final()]).toString();
        const read = readJson(plain);
        return 'value' in read ? read.value : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
