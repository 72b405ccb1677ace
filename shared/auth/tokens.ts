import { type JWTPayload, type JWTVerifyOptions, jwtVerify, SignJWT } from 'jose';
import { AppError } from '#shared/errors';
import { type ClientSeam, withoutFaults } from '#shared/faults/modes/calls';
import type { TokenKey } from './token-keys.ts';
import { createVerdicts, type Verdict } from './verdicts.ts';

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
const USER_TOKEN_LIFE_SECONDS = 3_600;
const SERVICE_TOKEN_LIFE_SECONDS = 60;

/**
 * @param secret undefined in a function that is not given the key: its first use throws
 * @param faults lets faults act on each use of the key
 */
export function createUserTokens(
  secret: string | undefined,
  now: () => number = Date.now,
  faults: ClientSeam<'tokens'> = withoutFaults,
): UserTokens {
  const key = keyOf(secret, 'userTokens');
  const verify = createVerifier<TokenUser>(key, now, faults);
  return {
    sign: ({ userId, username }) => {
      const use = { nowMs: Date.now(), key };
      return faults(use, async () =>
        new SignJWT({ user_id: userId })
          .setProtectedHeader({ alg: ALGORITHM })
          .setSubject(username)
          .setExpirationTime(seconds(use.nowMs) + USER_TOKEN_LIFE_SECONDS)
          .sign(use.key()),
      );
    },
    verify: (token) =>
      verify(token, async (currentDate, verifyKey) => {
        const { sub, user_id: userId, aud, exp } = await payloadOf(token, verifyKey, { currentDate });
        if (!isName(sub) || !isId(userId) || aud !== undefined) throw notValid();
        return { value: { userId, username: sub }, exp };
      }),
  };
}

/**
 * @param secret undefined in a function that is not given the key: its first use throws
 * @param faults lets faults act on each verification
 */
export function createServiceTokens(
  secret: string | undefined,
  now: () => number = Date.now,
  faults: ClientSeam<'tokens'> = withoutFaults,
): ServiceTokens {
  const key = keyOf(secret, 'serviceTokens');
  const kept = new Map<string, { readonly token: string; readonly until: number }>();
  const verify = createVerifier<void>(key, now, faults);
  return {
    async sign(audience) {
      const current = kept.get(audience);
      if (current && current.until > now()) return current.token;
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: ALGORITHM })
        .setAudience(audience)
        .setExpirationTime(seconds(now()) + SERVICE_TOKEN_LIFE_SECONDS)
        .sign(key());
      kept.set(audience, { token, until: now() + (SERVICE_TOKEN_LIFE_SECONDS * 1000) / 2 });
      return token;
    },
    verify: (token, audience) =>
      verify(`${audience} ${token}`, async (currentDate, verifyKey) => {
        const { exp } = await payloadOf(token, verifyKey, { currentDate, audience });
        return { value: undefined, exp };
      }),
  };
}

type Key = () => Uint8Array;

/** Verifies tokens, and keeps the verdicts on those that are good. */
function createVerifier<Value>(key: Key, now: () => number, faults: ClientSeam<'tokens'>) {
  const verdicts = createVerdicts<Value>({ now });
  return (
    name: string,
    check: (currentDate: Date, key: Uint8Array) => Promise<Verdict<Value>>,
  ): Promise<Value> => {
    const nowMs = now();
    const use = { nowMs, key };
    return faults(use, async () => {
      const verify = (): Promise<Verdict<Value>> => check(new Date(use.nowMs), use.key());
      // A verdict holds for the true key and the true time.
      if (use.key !== key || use.nowMs !== nowMs) return (await verify()).value;
      return verdicts.of(name, verify);
    });
  };
}

const seconds = (ms: number): number => Math.floor(ms / 1_000);

function keyOf(secret: string | undefined, name: TokenKey): Key {
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
