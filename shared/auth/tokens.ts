import { type JWTPayload, type JWTVerifyOptions, jwtVerify, SignJWT } from 'jose';
import { AppError } from '#shared/errors';
import { createVerdicts } from './verdicts.ts';

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

export function createUserTokens(secret: string, now: () => number = Date.now): UserTokens {
  const key = new TextEncoder().encode(secret);
  const verdicts = createVerdicts<TokenUser>({ now });
  return {
    sign: ({ userId, username }) =>
      new SignJWT({ user_id: userId })
        .setProtectedHeader({ alg: ALGORITHM })
        .setSubject(username)
        .setExpirationTime(USER_TOKEN_LIFE)
        .sign(key),
    verify: (token) =>
      verdicts.of(token, async () => {
        const {
          sub,
          user_id: userId,
          aud,
          exp,
        } = await payloadOf(token, key, { currentDate: new Date(now()) });
        if (!isName(sub) || !isId(userId) || aud !== undefined) throw notValid();
        return { value: { userId, username: sub }, exp };
      }),
  };
}

export function createServiceTokens(secret: string, now: () => number = Date.now): ServiceTokens {
  const key = new TextEncoder().encode(secret);
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
        .sign(key);
      kept.set(audience, { token, until: now() + (SERVICE_TOKEN_LIFE_SECONDS * 1000) / 2 });
      return token;
    },
    verify: (token, audience) =>
      verdicts.of(`${audience} ${token}`, async () => {
        const { exp } = await payloadOf(token, key, { currentDate: new Date(now()), audience });
        return { value: undefined, exp };
      }),
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
