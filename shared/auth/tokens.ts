import { jwtVerify, SignJWT } from 'jose';
import { AppError } from '#shared/errors';

/** Who a user token speaks for. */
export interface TokenUser {
  readonly userId: number;
  readonly username: string;
}

export interface UserTokens {
  sign(user: TokenUser): Promise<string>;
  /** @throws AppError `unauthenticated` for a bad, expired or forged token */
  verify(token: string): Promise<TokenUser>;
}

export interface ServiceTokens {
  /** A token for one service, kept for a while: signing one per call would be waste. */
  sign(audience: string): Promise<string>;
  /** @throws AppError `unauthenticated` unless the token was made for `audience` */
  verify(token: string, audience: string): Promise<void>;
}

const ALGORITHM = 'HS256';
const MUST_EXPIRE = { algorithms: [ALGORITHM], requiredClaims: ['exp'] };
const USER_TOKEN_LIFE = '60 minutes';
const SERVICE_TOKEN_LIFE_SECONDS = 60;

export function createUserTokens(secret: string): UserTokens {
  const key = new TextEncoder().encode(secret);
  return {
    sign: ({ userId, username }) =>
      new SignJWT({ user_id: userId })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(username)
        .setExpirationTime(USER_TOKEN_LIFE)
        .sign(key),
    async verify(token) {
      const { payload } = await verified(() => jwtVerify(token, key, MUST_EXPIRE));
      const { sub, user_id: userId, aud } = payload;
      if (!isName(sub) || !isId(userId) || aud !== undefined) throw notValid();
      return { userId, username: sub };
    },
  };
}

export function createServiceTokens(secret: string, now: () => number = Date.now): ServiceTokens {
  const key = new TextEncoder().encode(secret);
  const kept = new Map<string, { readonly token: string; readonly until: number }>();
  return {
    async sign(audience) {
      const current = kept.get(audience);
      if (current && current.until > now()) return current.token;
      const seconds = Math.floor(now() / 1000);
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: ALGORITHM })
        .setAudience(audience)
        .setExpirationTime(seconds + SERVICE_TOKEN_LIFE_SECONDS)
        .sign(key);
      kept.set(audience, { token, until: now() + (SERVICE_TOKEN_LIFE_SECONDS * 1000) / 2 });
      return token;
    },
    async verify(token, audience) {
      await verified(() => jwtVerify(token, key, { ...MUST_EXPIRE, audience }));
    },
  };
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isId = (value: unknown): value is number => Number.isSafeInteger(value);

async function verified<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify();
  } catch (cause) {
    throw notValid(cause);
  }
}

function notValid(cause?: unknown): AppError {
  return new AppError('unauthenticated', 'Could not validate credentials', { cause });
}
