import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHasher } from '../domain/user.ts';

/** OWASP's minimum for argon2id. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const VERSION = 19;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Stands in for the hash of an unknown user. Random, once per environment, so that no password can be found for it. */
const DECOY_HASH = phc(COST, randomBytes(SALT_BYTES), randomBytes(TAG_BYTES));

const derive = promisify(
  (parameters: Argon2Parameters, callback: (error: Error | null, tag: Buffer) => void) =>
    argon2('argon2id', parameters, callback),
);

/** Hashes on the thread pool, to PHC strings. Each carries its own cost, so the cost can be raised later. */
export function createArgon2Passwords(): PasswordHasher {
  return {
    async hash(password) {
      const nonce = randomBytes(SALT_BYTES);
      return phc(COST, nonce, await derive({ ...COST, message: password, nonce, tagLength: TAG_BYTES }));
    },
    async verify(password, passwordHash = DECOY_HASH) {
      const { nonce, tag, ...cost } = parse(passwordHash);
      const derived = await derive({ ...cost, message: password, nonce, tagLength: tag.length });
      return timingSafeEqual(derived, tag);
    },
  };
}

function phc(cost: typeof COST, salt: Buffer, tag: Buffer): string {
  const text = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=${VERSION}$m=${memory},t=${passes},p=${parallelism}$${text(salt)}$${text(tag)}`;
}

function parse(passwordHash: string) {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(passwordHash) ?? [];
  if (!memory) throw new Error('A stored password hash is not one of argon2id');
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}
