import { type JWTPayload, type JWTVerifyOptions, jwtVerify, SignJWT } from 'jose';
import { AppError } from '#shared/errors';
import type { TokenKey } from './token-keys.ts';
import { createVerdicts } from './verdicts.ts';

/** The user that a user token was issued to. */
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
  /** Returns a token for one service. It is kept and reused for a while, because signing costs CPU. */
  sign(audience: string): Promise<string>;
  /** @throws AppError `unauthenticated` unless the token was made for `audience` */
  verify(token: string, audience: string): Promise<void>;
}

const ALGORITHM = 'HS256';
const MUST_EXPIRE = { algorithms: [ALGORITHM], requiredClaims: ['exp'] };
const USER_TOKEN_LIFE = '60 minutes';
const SERVICE_TOKEN_LIFE_SECONDS = 60;

/** @param secret undefined in a function that is not given the key: its first use throws */
export function createUserTokens(secret: string | undefined, now: () => number = Date.now): UserTokens {
  const key = keyOf(secret, 'userTokens');
  const verdicts = createVerdicts<TokenUser>({ now });
  return {
    sign: async ({ userId, username }) =>
      new SignJWT({ user_id: userId })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(username)
        .setExpirationTime(USER_TOKEN_LIFE)
        .sign(key()),
    verify: (token) =>
      verdicts.of(token, async () => {
        const {
          sub,
          user_id: userId,
          aud,
          exp,
        } = await payloadOf(token, key(), { currentDate: new Date(now()) });
        if (!isName(sub) || !isId(userId) || aud !== undefined) throw notValid();
        return { value: { userId, username: sub }, exp };
      }),
  };
}

/** @param secret undefined in a function that is not given the key: its first use throws */
export function createServiceTokens(secret: string | undefined, now: () => number = Date.now): ServiceTokens {
  const key = keyOf(secret, 'serviceTokens');
  const kept = new Map<string, { readonly token: string; readonly until: number }>();
  const verdicts = createVerdicts<void>({ now });
  return {
    async sign(audience) {
      const current = kept.get(audience);
      if (current && current.until > now()) return current.token;
      const seconds = Math.floor(now() / 1000);
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: ALGORITHM })
        .setAudience(audience)
        .setExpirationTime(seconds + SERVICE_TOKEN_LIFE_SECONDS)
        .sign(key());
      kept.set(audience, { token, until: now() + (SERVICE_TOKEN_LIFE_SECONDS * 1000) / 2 });
      return token;
    },
    verify: (token, audience) =>
      verdicts.of(`${audience} ${token}`, async () => {
        const { exp } = await payloadOf(token, key(), { currentDate: new Date(now()), audience });
        return { value: undefined, exp };
      }),
  };
}

function keyOf(secret: string | undefined, name: TokenKey): () => Uint8Array {
  const key = secret === undefined ? undefined : new TextEncoder().encode(secret);
  return () => {
    if (key === undefined) throw new Error(`The columns of this function's route do not name ${name}`);
    return key;
  };
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isId = (value: unknown): value is number => Number.isSafeInteger(value);

/** @throws AppError `unauthenticated` for a token that is not signed with `key`, or has expired */
async function payloadOf(
  token: string,
  key: Uint8Array,
  checks: Pick<JWTVerifyOptions, 'audience' | 'currentDate'>,
): Promise<JWTPayload & { readonly exp: number }> {
  try {
    const { payload } = await jwtVerify<{ readonly exp: number }>(token, key, { ...MUST_EXPIRE, ...checks });
    return payload;
  } catch (cause) {
    throw notValid(cause);
  }
}

function notValid(cause?: unknown): AppError {
  return new AppError('unauthenticated', 'Could not validate credentials', { cause });
}
